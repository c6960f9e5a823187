import { at, ofType, type Rule } from "../rule.ts";

const COMMIT = /^[0-9a-f]{7,40}$/;

/** An instance that starts anew has to run what was tested. */
export const imageThatNeverMoves: Rule = {
  name: "image-that-never-moves",
  description: "A service runs an image by its commit or its digest.",
  broken: (resources) =>
    ofType(resources, "render:WebService").flatMap(({ name, properties }) => {
      const image = at(properties, "runtimeSource", "image");
      const tag = at(image, "tag");
      // The digest of an image that has a tag isn't known before it is there.
      const isFixed =
        (typeof tag === "string" && COMMIT.test(tag)) || (!tag && typeof at(image, "digest") === "string");
      return isFixed ? [] : [`${name} runs the image tag ${tag ?? "latest"}, which may be another image tomorrow`];
    }),
};
