import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

interface DialogProps {
  title: string;
  /** Whether it takes the height of the window at its edge, where there is little room. */
  sheet?: boolean;
  onClose(): void;
  children: ComponentChildren;
}

/** A dialog in front of everything else. The browser keeps the focus in it, and gives it back to where it came from. */
export function Dialog({ title, sheet = false, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // Closed rather than only taken away, or else the focus isn't given back.
    return () => opened?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={sheet ? "dialog sheet" : "dialog"}
      aria-labelledby={id}
      // By a tap beside it as well, where browsers know of that; Escape closes it in all of them.
      closedby="any"
      onClose={onClose}
    >
      <div class="dialog-frame">
        <h2 id={id} class="subtitle">
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
