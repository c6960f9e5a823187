/** The mark of the product: a source, and the sound that leaves it. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 64 64" fill="none" aria-hidden="true">
      <rect class="mark-ground" width="64" height="64" rx="15" />
      <circle cx="20" cy="32" r="6.5" fill="#fff" />
      <g stroke="#fff" stroke-width="5" stroke-linecap="round">
        <path d="M32.2 21.8a14.4 14.4 0 0 1 0 20.4" />
        <path d="M41 13a26.9 26.9 0 0 1 0 38" />
      </g>
    </svg>
  );
}
