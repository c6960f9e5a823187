import { digestOf } from "../image.ts";
import type { Deploy } from "./deploy.ts";

/** A deploy as it is answered. The digest of its image is known once the image was got, or where the reference names it. */
export function answerOf({ serviceId: _, launch: __, image, sha = digestOf(image), ...deploy }: Deploy) {
  return { ...deploy, image: { ref: image, ...(sha !== undefined && { sha }) } };
}
