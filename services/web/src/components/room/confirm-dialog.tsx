import { useState } from "preact/hooks";
import type { Failure } from "../../api/failure.ts";
import { FailureNote } from "../form/failure-note.tsx";
import { Button } from "../frame/button.tsx";
import { Dialog } from "../frame/dialog.tsx";

interface ConfirmDialogProps {
  title: string;
  detail: string;
  /** What the button says that does it. */
  action: string;
  /** Does it; gives why it failed. */
  onConfirm(): Promise<Failure | undefined>;
  onClose(): void;
}

/** Asks before something is done that can't be taken back. */
export function ConfirmDialog({ title, detail, action, onConfirm, onClose }: ConfirmDialogProps) {
  const [failure, setFailure] = useState<Failure>();
  const [pending, setPending] = useState(false);
  async function confirm() {
    setPending(true);
    const reason = await onConfirm();
    setPending(false);
    setFailure(reason);
    if (!reason) onClose();
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <p class="dialog-detail">{detail}</p>
      <FailureNote failure={failure} />
      <div class="actions">
        <Button quiet onClick={onClose}>
          Cancel
        </Button>
        <Button grave disabled={pending} onClick={() => void confirm()}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
