import { defineTable, mapOf, optional } from "@live-listen/property-tables";
import { z } from "zod";
import { ipAllowLists, name } from "./common.ts";

/** A project of Render: what belongs together, in environments that can be kept apart. */
export const project = defineTable({
  type: "render:index/project:Project",
  properties: {
    /** May be changed in place. */
    name,
    /** Environments by keys of the program's own; at least one. */
    environments: mapOf({
      /** Given by Render, and what services and databases name as their environment. */
      id: { schema: z.string().optional(), computed: "when omitted" },
      name: { schema: z.string().min(1, "must not be empty") },
      /** Whether only admins of the workspace may change or delete what is in it. */
      protectedStatus: { schema: z.enum(["protected", "unprotected"]) },
      /** Whether the private network ends at the environment's edge; not when left out. */
      networkIsolated: { schema: z.boolean().optional(), computed: "when omitted" },
      /** Addresses outside of Render that may connect to what is in it. */
      ipAllowLists: optional(ipAllowLists),
    }),
  },
  rules: [
    {
      property: "environments",
      reads: ["environments"],
      broken: ({ environments }) => (Object.keys(environments).length === 0 ? "must have at least one" : undefined),
    },
  ],
});
