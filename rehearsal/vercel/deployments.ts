import { Hono } from "hono";
import { z } from "zod";
import { queryOf } from "./body.ts";
import { pageQuery } from "./page.ts";
import { findProject } from "./projects/project.ts";
import { type Authenticated, type StandIn, teamOf } from "./stand-in.ts";

const list = z.strictObject({
  ...pageQuery,
  projectId: z.string().optional(),
  target: z.enum(["production", "preview"]).optional(),
  state: z.string().optional(),
});

/** The deployments of projects, of which there are none: nothing is run here. */
export function deploymentRoutes({ state }: StandIn): Hono<Authenticated> {
  return new Hono<Authenticated>().get("/:version{v6|v7}/deployments", (c) => {
    const { projectId } = queryOf(c, list);
    if (projectId !== undefined) findProject(state.projects, teamOf(c), projectId);
    return c.json({ deployments: [], pagination: { count: 0, next: null, prev: null } });
  });
}
