import { ofType, type Rule } from "../rule.ts";

/** Render's private network ends at the region's edge, and a query that crosses it is slow and open. */
export const sameRegion: Rule = {
  name: "same-region",
  description: "A service runs in the region of its database.",
  broken: (resources) => {
    const regions = new Set(ofType(resources, "render:Postgres").map(({ properties }) => properties.region));
    return ofType(resources, "render:WebService")
      .filter(({ properties }) => regions.size > 0 && !regions.has(properties.region))
      .map(
        ({ name, properties }) => `${name} runs in ${properties.region} and its database in ${[...regions].join(", ")}`,
      );
  },
};
