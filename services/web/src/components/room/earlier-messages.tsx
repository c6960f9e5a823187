import { useEffect, useRef } from "preact/hooks";
import type { RoomState } from "../../room/state.ts";
import { Button } from "../frame/button.tsx";

interface EarlierMessagesProps {
  history: RoomState["history"];
  onAsk(): void;
}

/** Leads further back: by itself when it comes into sight, by the button for whoever gets there without scrolling. */
export function EarlierMessages({ history, onAsk }: EarlierMessagesProps) {
  const place = useRef<HTMLDivElement>(null);
  const ask = useRef(onAsk);
  ask.current = onAsk;
  useEffect(() => {
    // After a failure it is for somebody to say whether to try again.
    if (!place.current || history !== "idle") return undefined;
    const watch = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) ask.current();
    });
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [history]);
  return (
    <div ref={place} class="earlier">
      {history === "failed" && <p role="alert">Earlier messages couldn’t be fetched.</p>}
      <Button quiet small disabled={history === "loading"} onClick={onAsk}>
        {history === "loading" ? "Fetching earlier messages…" : history === "failed" ? "Try again" : "Earlier messages"}
      </Button>
    </div>
  );
}
