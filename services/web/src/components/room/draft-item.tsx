import type { Draft } from "../../room/timeline.ts";
import { Button } from "../frame/button.tsx";
import { MessageText } from "./message-item.tsx";

interface DraftItemProps {
  draft: Draft;
  /** Whether there is a connection to send it over. */
  connected: boolean;
  /** Whether it can't be sent any more. */
  final: boolean;
  onAgain(): void;
  onDiscard(): void;
}

/** Something that one has said and that isn't known to be stored. */
export function DraftItem({ draft, connected, final, onAgain, onDiscard }: DraftItemProps) {
  const { text, state, reason } = draft;
  return (
    <li class="message draft" data-state={state}>
      <MessageText text={text} />
      {state === "sending" ? (
        <p class="draft-note">{connected ? "Sending…" : "Sending as soon as you’re back…"}</p>
      ) : (
        <div class="draft-note">
          <p role="alert">Not sent. {reason}</p>
          {!final && (
            <>
              <Button quiet small onClick={onAgain}>
                Try again
              </Button>
              <Button quiet small onClick={onDiscard}>
                Discard
              </Button>
            </>
          )}
        </div>
      )}
    </li>
  );
}
