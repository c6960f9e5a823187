import { afterAll, beforeAll, expect, test } from "vitest";
import { type TemporaryRender, temporaryRender, WEB_SERVICE } from "./test-render.ts";

let render: TemporaryRender;
let service: string;
beforeAll(async () => {
  render = await temporaryRender();
  service = await render.make("/services", WEB_SERVICE);
});
afterAll(() => render[Symbol.asyncDispose]());

const details = WEB_SERVICE.serviceDetails;

test.each([
  ["a body that is no JSON", "POST", "/services", "{", /the body is no JSON/],
  ["no body", "POST", "/projects", "", /`name` is missing/],
  ["a list where an object belongs", "POST", "/services", [], /the body is wrong/],
  [
    "another type of service",
    "POST",
    "/services",
    { ...WEB_SERVICE, type: "cron_job" },
    /`type` must be one of "web_service"/,
  ],
  ["a service of sources", "POST", "/services", { ...WEB_SERVICE, repo: "r" }, /`repo` is not served/],
  ["no image", "POST", "/services", { ...WEB_SERVICE, image: undefined }, /`image` is missing/],
  [
    "an image that is no reference",
    "POST",
    "/services",
    { ...WEB_SERVICE, image: { imagePath: "a b", ownerId: "" } },
    /`image.imagePath` must be/,
  ],
  [
    "a plan that there is none of",
    "POST",
    "/services",
    { ...WEB_SERVICE, serviceDetails: { ...details, plan: "huge" } },
    /`serviceDetails.plan` must be one of "starter"/,
  ],
  [
    "no instances",
    "POST",
    "/services",
    { ...WEB_SERVICE, serviceDetails: { ...details, numInstances: 0 } },
    /`serviceDetails.numInstances` must be at least 1/,
  ],
  [
    "a delay of an hour",
    "POST",
    "/services",
    { ...WEB_SERVICE, serviceDetails: { ...details, maxShutdownDelaySeconds: 3600 } },
    /must be at most 300/,
  ],
  [
    "a disk",
    "POST",
    "/services",
    { ...WEB_SERVICE, serviceDetails: { ...details, disk: { name: "d", mountPath: "/d" } } },
    /`serviceDetails.disk` is not served/,
  ],
  [
    "a region at a change",
    "PATCH",
    "/services/:service",
    { serviceDetails: { region: "ohio" } },
    /unknown property `region`/,
  ],
  [
    "what there is no property for",
    "PATCH",
    "/services/:service",
    { nam: "a" },
    /the body has the unknown property `nam`/,
  ],
  ["a query that there is none of", "GET", "/services?nmae=a", undefined, /the query has the unknown property `nmae`/],
  ["a page of none", "GET", "/services?limit=0", undefined, /`limit` must be at least 1/],
  ["a page that is too long", "GET", "/services?limit=101", undefined, /`limit` must be at most 100/],
  ["a cursor of somebody's own", "GET", "/services?cursor=!", undefined, /`cursor` is none/],
  ["environments of no project", "GET", "/environments", undefined, /`projectId` is missing/],
])("%s is 400 in a sentence", async (_what, method, path, body, sentence) => {
  const before = await render.call("GET", "/services");
  const response = await fetch(`${render.url}${path.replace(":service", service)}`, {
    method,
    headers: { authorization: "Bearer rnd_one" },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { message: string };
  expect([response.status, Object.keys(answer)]).toEqual([400, ["message"]]);
  // One sentence: no full stop but the last.
  expect(answer.message).toMatch(/^Invalid request: (?!.*\. ).*[^.]\.$/);
  expect(answer.message).toMatch(sentence);
  expect(await render.call("GET", "/services")).toEqual(before);
});

test.each([
  ["a path that there is none of", "GET", "/nothing"],
  ["a verb that a path doesn't have", "PUT", "/services"],
  ["what this stand-in doesn't serve", "GET", "/key-value"],
])("%s is 404 with a message", async (_what, method, path) => {
  expect(await render.call(method, path)).toEqual({
    status: 404,
    body: { message: `${method} /v1${path} is not served by this stand-in of Render.` },
  });
});

test.each([
  "/projects/prj-none",
  "/environments/evm-none",
  "/registrycredentials/rgc-none",
  "/postgres/dpg-none",
  "/postgres/dpg-none/connection-info",
  "/services/srv-none",
  "/services/srv-none/env-vars",
  "/services/srv-none/secret-files",
  "/services/srv-none/custom-domains",
  "/services/srv-none/deploys",
  "/notification-settings/overrides/services/srv-none",
  "/logs/streams/resource/srv-none",
  "/owners/none",
])("GET %s is 404 with a message", async (path) => {
  const id = path.split("/").find((part) => /none$/.test(part));
  expect(await render.call("GET", path)).toEqual({ status: 404, body: { message: `not found: ${id}` } });
});
