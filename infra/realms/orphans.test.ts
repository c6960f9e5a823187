import { expect, test } from "vitest";
import type { PlanStep } from "../engine/plan.ts";
import { findOrphans, importsOf, orphanFault } from "./orphans.ts";

const step = (operation: PlanStep["operation"], name: string): PlanStep => ({
  operation,
  type: "render:index/webService:WebService",
  name,
  properties: [],
  inputs: { name: `live-listen-${name}` },
});

test("only what would be made and is there already is an orphan", async () => {
  const asked: string[] = [];
  const found = await findOrphans(
    [step("create", "api"), step("create", "other"), step("update", "kept")],
    (_type, { name }) => {
      asked.push(String(name));
      return name === "live-listen-api" ? "srv-1" : undefined;
    },
  );
  expect(found).toEqual([{ name: "api", id: "srv-1" }]);
  expect(asked).toEqual(["live-listen-api", "live-listen-other"]);
});

test("it is told in one sentence, with the command that takes it in", () => {
  const { message } = orphanFault("staging", [{ name: "staging-api", id: "srv-1" }], {});
  expect(message).toContain(`\`pulumi config set live-listen:imports '{"staging-api":"srv-1"}' -s staging\``);
  expect(message.split("\n")).toHaveLength(1);
});

test("the command that is told keeps what the configuration takes in already", () => {
  const configuration = { "live-listen:imports": { value: '{"staging-web":"prj_1","staging-api":"srv-0"}' } };
  const { message } = orphanFault("staging", [{ name: "staging-api", id: "srv-1" }], importsOf(configuration));
  expect(message).toContain(`live-listen:imports '{"staging-web":"prj_1","staging-api":"srv-1"}' -s staging`);
  expect(importsOf({ "live-listen:imports": { value: "{" } })).toEqual({});
  expect(importsOf({})).toEqual({});
});
