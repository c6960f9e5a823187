import type { ComponentChildren } from "preact";
import { Button } from "../frame/button.tsx";
import { Dialog } from "../frame/dialog.tsx";

interface PeopleDialogProps {
  title: string;
  onClose(): void;
  children: ComponentChildren;
}

/** Who is here, in front of the chat, where there is no room beside it. */
export function PeopleDialog({ title, onClose, children }: PeopleDialogProps) {
  return (
    <Dialog title={title} sheet onClose={onClose}>
      {children}
      <div class="actions">
        <Button quiet onClick={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}
