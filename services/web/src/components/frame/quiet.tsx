/** The product's mark at rest: a source from which no sound comes. */
export function Quiet() {
  return (
    <svg class="quiet-mark" viewBox="13 9 40 46" fill="none" aria-hidden="true">
      <circle cx="20" cy="32" r="6.5" />
      <g stroke-width="5" stroke-linecap="round" stroke-dasharray="0.1 9">
        <path d="M32.2 21.8a14.4 14.4 0 0 1 0 20.4" />
        <path d="M41 13a26.9 26.9 0 0 1 0 38" />
      </g>
    </svg>
  );
}
