import type { HttpBindings } from "@hono/node-server";
import type { Context, MiddlewareHandler } from "hono";

/** An answer that tells of an error. */
interface ErrorAnswer {
  readonly status: number;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A failure that a server is told to have. */
export interface FaultPlan {
  readonly method: string;
  /** Of the path, without the query. */
  readonly path: RegExp;
  /** How many requests fail; 1 when left out. */
  readonly times?: number;
  /** An error status with a message and headers, or a connection that ends without an answer. */
  readonly how: ErrorAnswer | "reset";
  /** Whether what was asked for is done all the same: not at all, or before the failure. */
  readonly when: "before" | "after";
}

/** Failures that wait for their requests. */
export class Faults {
  readonly #plans: { readonly plan: FaultPlan; left: number }[] = [];

  /** Makes the next requests of a kind fail. */
  failNext(plan: FaultPlan): void {
    this.#plans.push({ plan, left: plan.times ?? 1 });
  }

  /**
   * Lets planned failures happen.
   *
   * @param bodyOf the body of a failure, in the form of the platform's errors
   */
  middleware(bodyOf: (status: number, message: string) => object): MiddlewareHandler<{ Bindings: HttpBindings }> {
    return async (c, next) => {
      const plan = this.#take(c.req.method, c.req.path);
      if (plan?.when !== "before") await next();
      if (plan) c.res = fail(c, plan, bodyOf);
    };
  }

  #take(method: string, path: string): FaultPlan | undefined {
    const found = this.#plans.find(({ plan, left }) => left > 0 && plan.method === method && plan.path.test(path));
    if (found) found.left -= 1;
    return found?.plan;
  }
}

function fail(
  c: Context<{ Bindings: HttpBindings }>,
  { how }: FaultPlan,
  bodyOf: (status: number, message: string) => object,
): Response {
  if (how !== "reset") {
    const { status, message = "This failure was asked for.", headers = {} } = how;
    return Response.json(bodyOf(status, message), { status, headers });
  }
  c.env.incoming.socket.destroy();
  return new Response(null, { status: 500 });
}
