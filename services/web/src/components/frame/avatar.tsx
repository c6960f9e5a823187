import { hueOf, initialsOf } from "../../room/initials.ts";

/** The initials of somebody, in a colour that stays theirs. The name stands beside it, so a screen reader passes it over. */
export function Avatar({ id, name }: { id: string | null; name: string }) {
  return (
    <span class="avatar" data-hue={hueOf(id ?? name)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
