import { digestOf } from "../image.ts";
import type { Deploy } from "./deploy.ts";

/** A deploy as it is answered. The digest of its image is known only where the reference names it, since nothing is pulled. */
export function answerOf({ serviceId: _, image, ...deploy }: Deploy) {
  const sha = digestOf(image);
  return { ...deploy, image: { ref: image, ...(sha !== undefined && { sha }) } };
}
