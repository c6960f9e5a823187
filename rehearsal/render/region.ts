import { z } from "zod";

/** Where Render runs things. */
export const region = z.enum(["frankfurt", "oregon", "ohio", "singapore", "virginia"]);
