import { at, type DeclaredResource, ofType, type Rule } from "../rule.ts";

/** Blocks that let everybody in. */
const EVERYWHERE = ["0.0.0.0/0", "::/0"];

/** What production's users can't do without. */
export const productionDatabase: Rule = {
  name: "production-database",
  description: "Databases are protected and closed to the world; production's is highly available and no free one.",
  broken: (resources, row) =>
    ofType(resources, "render:Postgres").flatMap((database) => [
      ...everywhere(database),
      ...(row.name === "production" ? inProduction(database) : []),
    ]),
};

function everywhere({ name, properties, isProtected }: DeclaredResource): readonly string[] {
  const open = blocks(properties).filter((block) => EVERYWHERE.includes(block));
  return [
    ...(isProtected ? [] : [`${name} is not protected`]),
    ...(open.length === 0 ? [] : [`${name} lets everybody in (${open.join(", ")})`]),
  ];
}

function inProduction({ name, properties }: DeclaredResource): readonly string[] {
  const list = blocks(properties);
  return [
    ...(properties.highAvailabilityEnabled === true ? [] : [`${name} is not highly available`]),
    ...(/^(free|basic)/.test(String(properties.plan))
      ? [`${name} has the plan ${properties.plan}, which is too small`]
      : []),
    ...(list.length === 0 ? [] : [`${name} lets in ${list.join(", ")} from outside of Render`]),
  ];
}

function blocks(properties: Readonly<Record<string, unknown>>): readonly string[] {
  const given = properties.ipAllowLists;
  return Array.isArray(given) ? given.map((one) => String(at(one, "cidrBlock"))) : [];
}
