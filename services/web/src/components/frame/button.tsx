import type { ComponentChildren } from "preact";

interface ButtonProps {
  /** Submits its form unless it has something of its own to do. */
  onClick?: () => void;
  quiet?: boolean;
  small?: boolean;
  /** Warns of what can't be taken back. */
  grave?: boolean;
  disabled?: boolean;
  /** What a screen reader calls it, where the words alone don't tell. */
  label?: string;
  children: ComponentChildren;
}

/** A button. It is only marked as disabled: one that really were would throw the keyboard's focus away. */
export function Button({ onClick, quiet, small, grave, disabled = false, label, children }: ButtonProps) {
  const names = ["button", quiet && "quiet", small && "small", grave && "grave"].filter(Boolean).join(" ");
  return (
    <button
      type={onClick ? "button" : "submit"}
      class={names}
      aria-disabled={disabled}
      aria-label={label}
      onClick={(event) => {
        if (disabled) event.preventDefault();
        else onClick?.();
      }}
    >
      {children}
    </button>
  );
}
