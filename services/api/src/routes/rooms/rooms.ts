import { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnvironment } from "../../http/environment.ts";
import { create } from "./create.ts";
import type { RoomRouteDependencies } from "./dependencies.ts";
import { end } from "./end.ts";
import { get } from "./get.ts";
import { list } from "./list.ts";
import { messages } from "./messages.ts";
import { remove } from "./remove.ts";

/** Everything about rooms that isn't live. */
export function rooms(dependencies: RoomRouteDependencies) {
  return new OpenAPIHono<AppEnvironment>()
    .route("/", create(dependencies))
    .route("/", list(dependencies))
    .route("/", get(dependencies))
    .route("/", messages(dependencies))
    .route("/", end(dependencies))
    .route("/", remove(dependencies));
}
