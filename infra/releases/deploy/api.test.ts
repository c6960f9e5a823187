import { expect, test } from "vitest";
import { RenderClient } from "../../platforms/render/client.ts";
import { faultOf } from "../../platforms/test-fault.ts";
import { serveAnswers } from "../../platforms/test-server.ts";
import { deployApi } from "./api.ts";

const [OLD, NEW] = ["ghcr.io/example/api:1111111", "ghcr.io/example/api:2222222"] as const;

interface Platform {
  readonly imagePath: string;
  /** Newest first. */
  readonly deploys: { id: string; status: string; image: { ref: string } }[];
  /** The states that a deploy goes through, one each time that it is asked for. */
  readonly states: string[];
}

/** Render as far as a deploy asks it, with every request and what it carried. */
async function platform({ imagePath, deploys, states }: Platform) {
  const bodies: unknown[] = [];
  const { url, requests } = await serveAnswers((request) => {
    let text = "";
    request.on("data", (chunk) => (text += chunk)).on("end", () => text && bodies.push(JSON.parse(text)));
    const service = { id: "srv-1", ownerId: "tea-1", imagePath, registryCredential: { id: "rgc-1" } };
    const path = request.url ?? "";
    if (request.method === "GET" && path.includes("deploys?"))
      return { status: 200, body: deploys.map((deploy) => ({ deploy, cursor: deploy.id })) };
    if (request.method === "GET" && path.includes("/deploys/"))
      return { status: 200, body: { id: path.split("/").at(-1), status: states.shift() ?? "live" } };
    if (request.method === "POST") return { status: 201, body: { id: "dep-new", status: "created" } };
    return { status: 200, body: service };
  });
  const told: string[] = [];
  const deploy = (image: string, anew = false) =>
    deployApi(
      new RenderClient({ url, apiKey: "key" }),
      { service: "srv-1", image, anew },
      {
        progress: (doing) => told.push(doing),
        signal: new AbortController().signal,
        pollMilliseconds: 1,
      },
    );
  const changes = () => requests.filter((one) => !one.startsWith("GET"));
  return { deploy, changes, bodies, told };
}

const live = (ref: string, id = "dep-live") => ({ id, status: "live", image: { ref } });

test("an image is set with the credential that the service has, deployed, and waited for", async () => {
  const { deploy, changes, bodies, told } = await platform({
    imagePath: OLD,
    deploys: [live(OLD)],
    states: ["build_in_progress", "pre_deploy_in_progress", "live"],
  });
  expect(await deploy(NEW)).toMatchObject({ served: false, deploy: { id: "dep-new", status: "live" } });
  expect(changes()).toEqual(["PATCH /services/srv-1", "POST /services/srv-1/deploys"]);
  expect(bodies).toEqual([
    { image: { ownerId: "tea-1", imagePath: NEW, registryCredentialId: "rgc-1" } },
    { imageUrl: NEW },
  ]);
  expect(told).toEqual(["the deploy is getting its image", "the deploy runs its pre-deploy command"]);
});

test("what serves already is left alone, unless it is to be deployed anew", async () => {
  const { deploy, changes } = await platform({ imagePath: OLD, deploys: [live(OLD)], states: [] });
  expect(await deploy(OLD)).toMatchObject({ served: true, deploy: { id: "dep-live" } });
  expect(changes()).toEqual([]);
  expect(await deploy(OLD, true)).toMatchObject({ served: false });
  expect(changes()).toEqual(["POST /services/srv-1/deploys"]);
});

test("what serves only since nobody has deployed what is set is deployed", async () => {
  const { deploy, changes } = await platform({ imagePath: NEW, deploys: [live(OLD)], states: [] });
  expect(await deploy(NEW)).toMatchObject({ served: false });
  expect(changes()).toEqual(["POST /services/srv-1/deploys"]);
});

test("the deploy that making the service has started is waited for, and no second one is made", async () => {
  const first = { id: "dep-first", status: "created", image: { ref: NEW } };
  const { deploy, changes } = await platform({ imagePath: NEW, deploys: [first], states: ["update_in_progress"] });
  expect(await deploy(NEW)).toMatchObject({ served: false, deploy: { id: "dep-first", status: "live" } });
  expect(changes()).toEqual([]);
});

test("what is to be deployed anew is, once the one under way has ended", async () => {
  const first = { id: "dep-first", status: "created", image: { ref: NEW } };
  const { deploy, changes } = await platform({ imagePath: NEW, deploys: [first], states: ["live", "live"] });
  expect(await deploy(NEW, true)).toMatchObject({ served: false, deploy: { id: "dep-new", status: "live" } });
  expect(changes()).toEqual(["POST /services/srv-1/deploys"]);
});

test("another release's deploy that is under way is not interfered with", async () => {
  const other = { id: "dep-other", status: "pre_deploy_in_progress", image: { ref: OLD } };
  const { deploy, changes } = await platform({ imagePath: OLD, deploys: [other], states: [] });
  expect(await faultOf(deploy(NEW))).toBe(
    `Another deploy of srv-1 is under way (${OLD} runs its pre-deploy command): wait until it has ended, then run this again.`,
  );
  expect(changes()).toEqual([]);
});

test.each([
  ["build_failed", "could not get its image"],
  ["pre_deploy_failed", "failed in its pre-deploy command"],
  ["update_failed", "failed, since its instances did not become healthy"],
  ["canceled", "was canceled"],
])("a deploy that ends as %s is told with what serves", async (status, words) => {
  const { deploy } = await platform({ imagePath: OLD, deploys: [live(OLD)], states: [status] });
  expect(await faultOf(deploy(NEW))).toBe(
    `The deploy dep-new of ${NEW} ${words}, and ${OLD} still serves: mend that and deploy again.`,
  );
});

test("an interruption ends the waiting", async () => {
  const { url } = await serveAnswers((request) => ({
    status: 200,
    body: request.url?.includes("deploys?")
      ? [{ deploy: { id: "dep-1", status: "created", image: { ref: NEW } }, cursor: "c" }]
      : { id: "srv-1", ownerId: "tea-1", imagePath: NEW, status: "created" },
  }));
  const interruption = new AbortController();
  const waiting = deployApi(
    new RenderClient({ url, apiKey: "key" }),
    { service: "srv-1", image: NEW },
    {
      progress: () => interruption.abort(),
      signal: interruption.signal,
    },
  );
  await expect(waiting).rejects.toThrow(/abort/i);
});
