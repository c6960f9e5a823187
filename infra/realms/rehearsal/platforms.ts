import type { serveEdge } from "@live-listen/rehearsal/edge";
import type { serveRender } from "@live-listen/rehearsal/render";
import type { serveVercel } from "@live-listen/rehearsal/vercel";

/** The stand-ins, as the process that hosts them has them. */
export interface RehearsalPlatforms {
  readonly render: Awaited<ReturnType<typeof serveRender>>;
  readonly vercel: Awaited<ReturnType<typeof serveVercel>>;
  readonly edge: Awaited<ReturnType<typeof serveEdge>>;
}
