import type { InputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";

interface FieldProps {
  label: string;
  name: string;
  type?: "text" | "email" | "password";
  /** What browsers and password managers fill in (HTML, section "Autofill"). */
  autocomplete: NonNullable<InputHTMLAttributes["autocomplete"]>;
  /** What helps while nothing is wrong. */
  hint?: string;
  /** What is wrong, in its place. */
  fault?: string | undefined;
  value: string;
  onValue(value: string): void;
}

/** One line to be filled in. Below it is room for one line, so that nothing jumps when something turns out to be wrong. */
export function Field({ label, hint, fault, value, onValue, type = "text", ...attributes }: FieldProps) {
  const id = useId();
  const note = `${id}-note`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...attributes}
        id={id}
        // The types want one kind of input at a time; these three take the same attributes.
        type={type as "text"}
        class="input"
        value={value}
        dir="auto"
        spellcheck={false}
        autocapitalize={type === "text" ? "words" : "none"}
        aria-invalid={fault !== undefined}
        aria-describedby={note}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      <p id={note} class="field-note" data-fault={fault !== undefined}>
        {fault ?? hint ?? ""}
      </p>
    </div>
  );
}
