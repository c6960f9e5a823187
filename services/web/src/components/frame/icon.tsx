/** Each drawn on a grid of 20 by 20, in lines of the colour of the text. */
const DRAWINGS = {
  check: "m4.5 10.5 3.5 3.5 7.5-8",
  link: "M8.4 11.6a3.2 3.2 0 0 0 4.5 0l2.7-2.7a3.2 3.2 0 0 0-4.5-4.5l-.9.9M11.6 8.4a3.2 3.2 0 0 0-4.5 0l-2.7 2.7a3.2 3.2 0 0 0 4.5 4.5l.9-.9",
  people:
    "M7.5 9.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM2.5 16c0-2.5 2.2-4 5-4s5 1.5 5 4M13 4.3a2.6 2.6 0 0 1 0 5M14.2 12.3c2 .4 3.3 1.7 3.3 3.7",
} as const;

/** A drawing beside words that say the same; a screen reader passes it over. */
export function Icon({ name }: { name: keyof typeof DRAWINGS }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <path
        d={DRAWINGS[name]}
        stroke="currentColor"
        stroke-width="1.7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
