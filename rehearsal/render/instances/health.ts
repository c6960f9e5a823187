import { request } from "node:http";
import { connect } from "node:net";
import type { Target } from "../../edge/router.ts";

/** How an instance is asked for its health. */
export interface HealthCheck {
  /** Empty for an open port, which is then enough. */
  readonly path: string;
  /** The host that is asked for. */
  readonly host: string;
  readonly timeoutMilliseconds: number;
}

/**
 * Whether an instance is healthy: it answers with 2xx or 3xx, or has its port open where nothing is asked of it.
 *
 * @see https://render.com/docs/health-checks
 */
export function isHealthy(target: Target, check: HealthCheck): Promise<boolean> {
  return check.path === "" ? isOpen(target, check) : answersWell(target, check);
}

function answersWell(target: Target, { path, host, timeoutMilliseconds }: HealthCheck): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({
      ...target,
      path: path.startsWith("/") ? path : `/${path}`,
      // As Render's own: whoever looks at them in a log knows what they are.
      headers: { host, "user-agent": "Render/1.0" },
      // A connection that is kept would keep the instance from ending.
      agent: false,
      timeout: timeoutMilliseconds,
    });
    asked.once("response", (response) => {
      response.resume();
      const { statusCode = 0 } = response;
      resolve(statusCode >= 200 && statusCode < 400);
    });
    asked.once("timeout", () => asked.destroy());
    asked.once("close", () => resolve(false));
    asked.once("error", () => resolve(false));
    asked.end();
  });
}

function isOpen({ host, port }: Target, { timeoutMilliseconds }: HealthCheck): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: timeoutMilliseconds });
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}
