import { z } from "zod";

/** A property that Render takes and this stand-in does not: it is refused by name, rather than quietly left out. */
export const notServed = z.undefined({ error: "is not served by this stand-in of Render" }).optional();
