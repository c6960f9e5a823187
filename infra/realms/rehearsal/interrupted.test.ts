import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTestRehearsal, type TestRehearsal } from "../test/rehearsal.ts";

/** Every call by which something comes to be. */
const RENDER_CREATIONS = [
  ["POST", /\/projects$/],
  ["POST", /\/postgres$/],
  ["POST", /\/registrycredentials$/],
  ["POST", /\/services$/],
  ["POST", /\/environments\/[^/]+\/resources$/],
  ["POST", /\/custom-domains$/],
] as const;
const VERCEL_CREATIONS = [
  ["POST", /\/projects$/],
  ["POST", /\/domains$/],
  ["POST", /\/env$/],
  ["PATCH", /\/deployment-expiration$/],
  ["POST", /\/records$/],
] as const;

let rehearsal: TestRehearsal;
beforeEach(async () => {
  rehearsal = await startTestRehearsal();
}, 60_000);
afterEach(() => rehearsal?.close());

describe.each([
  ["refused", { how: { status: 500 }, when: "before" }],
  ["carried out, and the answer is lost", { how: "reset", when: "after" }],
] as const)("when each creation is %s once", (_what, failure) => {
  test("updates that follow finish it, and nothing is there twice", async () => {
    const { render, vercel } = rehearsal.platforms;
    for (const [method, path] of RENDER_CREATIONS) render.failNext({ method, path, ...failure });
    for (const [method, path] of VERCEL_CREATIONS) vercel.failNext({ method, path, ...failure });
    const { stack } = await rehearsal.open("staging");
    const failures = await upUntilDone(() => stack.up());
    // Several may fail in one update, which waits for what it has begun; and some find by themselves that they were carried out.
    expect(failures.length).toBeGreaterThan(1);
    for (const { message } of failures) expect(message.split("\n")).toHaveLength(1);

    const render_ = (path: string) => rehearsal.askRender("staging", "GET", path) as Promise<unknown[]>;
    for (const path of ["/projects", "/postgres", "/registrycredentials", "/services"])
      expect(await render_(path), path).toHaveLength(1);
    const [service] = (await render_("/services")) as { service: { id: string; environmentId: string } }[];
    expect(await render_(`/services/${service?.service.id}/custom-domains`)).toHaveLength(1);
    expect(service?.service.environmentId).toMatch(/^evm-/);
    const { projects } = (await rehearsal.askVercel("staging", "GET", "/v10/projects")) as {
      projects: { id: string }[];
    };
    expect(projects).toHaveLength(1);
    const project = `/v9/projects/${projects[0]?.id}`;
    expect(await rehearsal.askVercel("staging", "GET", `${project}/domains`)).toMatchObject({ domains: { length: 1 } });
    expect(await rehearsal.askVercel("staging", "GET", `${project}/env`)).toMatchObject({ envs: { length: 3 } });
    expect(await rehearsal.askVercel("staging", "GET", "/v4/domains/live-listen.app/records")).toMatchObject({
      records: { length: 1 },
    });
    expect(Object.keys(await stack.up())).toEqual(["same"]);
  }, 180_000);
});

async function upUntilDone(up: () => Promise<unknown>): Promise<Error[]> {
  const failures: Error[] = [];
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      await up();
      return failures;
    } catch (error) {
      failures.push(error as Error);
    }
  }
  throw new Error(`It still fails after ${failures.length} updates: ${failures.at(-1)?.message}`);
}
