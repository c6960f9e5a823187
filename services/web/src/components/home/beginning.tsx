import { GuestForm } from "../account/guest-form.tsx";
import { OtherWays } from "../account/other-ways.tsx";
import { Button } from "../frame/button.tsx";
import { useServices } from "../services.ts";
import { useStateOf } from "../use-state-of.ts";
import { NewRoomForm } from "./new-room-form.tsx";

/** How to begin: with a name for those who are new, with a room for everybody else. */
export function Beginning() {
  const { session } = useServices();
  const state = useStateOf(session);
  if (state.kind === "somebody") {
    return (
      <section class="card beginning" data-known aria-labelledby="beginning">
        <h2 id="beginning" class="subtitle">
          Open a room
        </h2>
        <NewRoomForm />
      </section>
    );
  }
  if (state.kind === "unknown") {
    return (
      <section class="card beginning" aria-label="Beginning" aria-busy={!state.failed}>
        {state.failed && (
          <div class="stuck" role="alert">
            <p>Live Listen doesn’t answer right now. This page keeps trying by itself.</p>
            <Button quiet onClick={session.begin}>
              Try now
            </Button>
          </div>
        )}
      </section>
    );
  }
  return (
    <section class="card beginning" aria-labelledby="beginning">
      <h2 id="beginning" class="subtitle">
        Come in
      </h2>
      <GuestForm action="Continue as a guest" />
      <OtherWays to="/" />
    </section>
  );
}
