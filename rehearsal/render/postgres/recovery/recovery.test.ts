import { afterAll, beforeAll, expect, test } from "vitest";
import { POSTGRES, type TemporaryRender, temporaryRender } from "../../test-render.ts";
import { backedUp, between, FAST, note, notes, recovered, settled } from "./test-recovery.ts";

let render: TemporaryRender;
beforeAll(async () => {
  render = await temporaryRender({ pace: FAST });
});
afterAll(() => render[Symbol.asyncDispose]());

test("what was written before the time is there, and nothing of what came after", async () => {
  const id = await render.make("/postgres", POSTGRES);
  await settled(render, id);
  const string = await render.connectionString(id);
  await backedUp(render, id);
  await note(string, "before");
  const time = await between();
  await note(string, "after");

  const copy = await recovered(render, id, time, { restoreName: "copy" });
  expect(await settled(render, copy)).toBe("available");
  const copyString = await render.connectionString(copy);
  expect(await notes(copyString)).toEqual(["before"]);
  await note(copyString, "of the copy");
  expect(await notes(string)).toEqual(["before", "after"]);
});
