import { z } from "zod";

/** A token, and the team that it acts for. A token that acts for several teams is there several times. */
export const account = z.strictObject({
  token: z.string().min(1),
  team: z.strictObject({ id: z.string().min(1), slug: z.string().min(1), name: z.string().min(1) }),
  /** DNS zones that the team keeps at Vercel, such as `live-listen.app`. */
  zones: z.array(z.string().min(1)).readonly().optional(),
});

export type Account = Readonly<z.output<typeof account>>;

/** The zone of an account that a name lies in: the most particular, when one zone is within another. */
export function zoneOf({ zones = [] }: Account, name: string): string | undefined {
  return zones.filter((zone) => isWithin(zone, name)).sort((a, b) => b.length - a.length)[0];
}

/** Whether a name is a zone's own or lies below it. */
export function isWithin(zone: string, name: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}
