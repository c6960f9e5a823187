import { defineTable, mapOf, notEmpty, optional } from "@live-listen/property-tables";
import { z } from "zod";
import { ipAllowLists, name, text } from "./common.ts";

/**
 * A project of Render: what belongs together, in environments that can be kept apart. All may be changed in place; an
 * environment whose key is gone is deleted.
 */
export const project = defineTable({
  type: "render:index/project:Project",
  properties: {
    /** Of the project, for people. Made from the resource's when left out. */
    name,
    /** Environments by keys of the program's own; at least one. */
    environments: notEmpty(
      mapOf({
        /** Given by Render, and what services and databases name as their environment. */
        id: { schema: z.string().optional(), computed: "when omitted" },
        /** Of the environment, for people. */
        name: { schema: text },
        /** Whether only admins of the workspace may change or delete what is in it. */
        protectedStatus: { schema: z.enum(["protected", "unprotected"]) },
        /** Whether the private network ends at the environment's edge; not when left out. */
        networkIsolated: { schema: z.boolean().optional(), computed: "when omitted" },
        /** Addresses outside of Render that may connect to what is in it; all of them when left out. */
        ipAllowLists: optional(ipAllowLists),
      }),
    ),
  },
});
