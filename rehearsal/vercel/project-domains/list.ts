import { z } from "zod";
import { pageQuery } from "../page.ts";
import type { ProjectDomain } from "./project-domain.ts";

const flag = z.enum(["true", "false"]).transform((text) => text === "true");

/** Which domains of a project are asked for. */
export const listQuery = z.strictObject({
  ...pageQuery,
  /** Only those that are of no branch, and lead nowhere else. */
  production: flag.default(false),
  target: z.enum(["production", "preview"]).optional(),
  gitBranch: z.string().optional(),
  /** Whether those that lead elsewhere are among them. */
  redirects: flag.default(true),
  /** Only those that lead to this one. */
  redirect: z.string().optional(),
  verified: flag.optional(),
  /** Newest first; the other way round is not served. */
  order: z.literal("DESC").default("DESC"),
});

/** The domains that are asked for, in no order. */
export function filtered(
  domains: readonly ProjectDomain[],
  { production, target, gitBranch, redirects, redirect, verified }: z.output<typeof listQuery>,
): readonly ProjectDomain[] {
  return domains.filter(
    (one) =>
      (!production || (one.gitBranch === null && one.redirect === null)) &&
      (target === undefined || (target === "production") === (one.gitBranch === null)) &&
      (gitBranch === undefined || one.gitBranch === gitBranch) &&
      (redirects || one.redirect === null) &&
      (redirect === undefined || one.redirect === redirect) &&
      (verified === undefined || one.verified === verified),
  );
}
