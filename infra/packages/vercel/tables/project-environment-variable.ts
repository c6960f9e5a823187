import { defineTable } from "@live-listen/property-tables";
import { z } from "zod";
import { note, projectId, teamId } from "./common.ts";

const WRITE_ONLY = "is not served here: a value that the state forgets can't be seen to have drifted";

/** A variable of a project. It reaches deployments that are made after it, and no earlier one. */
export const projectEnvironmentVariable = defineTable({
  type: "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable",
  properties: {
    teamId,
    projectId,
    /** Its name. A change replaces. */
    key: { schema: z.string(), replaces: true },
    /** May be changed in place. */
    value: { schema: z.string().optional(), secret: true },
    /** The value of a variable that the state is not to hold. */
    valueWo: { schema: z.string().optional(), secret: true, unsupported: WRITE_ONLY },
    /** Counted up to have `valueWo` sent again. */
    valueWoVersion: { schema: z.int().optional(), unsupported: WRITE_ONLY },
    /** Whether nobody can read it any more once it is set. A change replaces. */
    sensitive: { schema: z.boolean(), replaces: true },
    /** Kinds of deployments that get it: these, or custom environments. May be changed in place. */
    targets: {
      schema: z
        .array(z.enum(["production", "preview", "development"]))
        .min(1, "must name at least one")
        .optional(),
      unordered: true,
      computed: "when omitted",
    },
    /** Environments of the project's own that get it. A change replaces. */
    customEnvironmentIds: {
      schema: z.array(z.string()).min(1, "must name at least one").optional(),
      unordered: true,
      computed: "when omitted",
      replaces: true,
    },
    /** Branch whose previews get it; those of every branch when left out. */
    gitBranch: { schema: z.string().optional() },
    /** For people. */
    comment: note(1000),
  },
  rules: [
    {
      property: "value",
      reads: ["value"],
      broken: ({ value }) => (value === undefined ? "must be given" : undefined),
    },
    {
      property: "targets",
      reads: ["targets", "customEnvironmentIds"],
      broken: ({ targets, customEnvironmentIds }) =>
        targets === undefined && customEnvironmentIds === undefined
          ? "must be given, or customEnvironmentIds"
          : undefined,
    },
  ],
});
