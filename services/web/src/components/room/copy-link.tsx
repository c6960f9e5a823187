import { useEffect, useState } from "preact/hooks";
import { Button } from "../frame/button.tsx";
import { Dialog } from "../frame/dialog.tsx";
import { Icon } from "../frame/icon.tsx";

/** How long it says that the link was copied, in milliseconds. */
const SAID_MS = 2_500;

/** Copies the link of a room; shows it where the browser doesn't let pages copy. */
export function CopyLink({ path }: { path: string }) {
  const [copied, setCopied] = useState(false);
  const [shown, setShown] = useState(false);
  const link = window.location.origin + path;
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setShown(true),
    );
  return (
    <>
      <Button small onClick={() => void copy()}>
        <Icon name={copied ? "check" : "link"} />
        {/* Both take the same room, so that nothing moves. */}
        <span class="either" data-second={copied}>
          <span aria-hidden={copied}>Copy link</span>
          <span aria-hidden={!copied}>Copied</span>
        </span>
      </Button>
      <span class="unseen" role="status">
        {copied ? "The link is copied" : ""}
      </span>
      {shown && (
        <Dialog title="The link of this room" onClose={() => setShown(false)}>
          <input
            class="input"
            readOnly
            value={link}
            aria-label="Link"
            onFocus={(event) => event.currentTarget.select()}
          />
          <div class="actions">
            <Button onClick={() => setShown(false)}>Done</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
