interface ChoiceProps {
  name: string;
  checked: boolean;
  label: string;
  detail: string;
  onChoose(): void;
}

/** One of several things to choose from. */
export function Choice({ name, checked, label, detail, onChoose }: ChoiceProps) {
  return (
    <label class="choice">
      <input type="radio" name={name} checked={checked} onChange={onChoose} />
      <span>
        <span class="choice-label">{label}</span>
        <span class="choice-detail">{detail}</span>
      </span>
    </label>
  );
}
