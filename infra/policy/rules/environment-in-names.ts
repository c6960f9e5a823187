import { environments } from "@live-listen/stacks";
import type { Rule } from "../rule.ts";

/** Names are of the world, not of the stack: two environments whose things are called alike get mixed up at three in the morning. */
export const environmentInNames: Rule = {
  name: "environment-in-names",
  description: "The name of everything at a platform has its environment in it, and no other.",
  broken: (resources, row) => {
    const others = environments.map(({ name }) => name).filter((name) => name !== row.name);
    return resources.flatMap(({ type, name, properties }) => {
      // A record's name is the matrix's, and may not be known before what it leads to is there.
      if (!/^(render|vercel):/.test(type) || type.endsWith(":DnsRecord")) return [];
      const called = properties.name;
      if (typeof called !== "string") return [];
      if (!called.includes(row.name)) return [`${name} is called ${called}, without ${row.name} in it`];
      return others
        .filter((other) => called.includes(other))
        .map((other) => `${name} is called ${called}, after ${other}`);
    });
  },
};
