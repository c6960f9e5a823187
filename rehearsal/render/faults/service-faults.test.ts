import { expect, test } from "vitest";
import { HOST, type RunningRender, runningRender } from "../running/test-running.ts";
import type { ServiceFaultKind } from "./service-fault.ts";

const idOf = (service: string) => service.split("/")[2] ?? "";

/** Puts a fault on, and deploys another version of a service of version 1. */
async function deployWith(running: RunningRender, kind: ServiceFaultKind) {
  const service = await running.service({ preDeployCommand: "node main.mjs migrate" });
  await running.render.faults.putOn(idOf(service), kind);
  return { service, deploy: await running.deploy(service, "2") };
}

test.each([
  ["image-missing", "build_failed"],
  ["pre-deploy-fails", "pre_deploy_failed"],
  ["health-never-comes", "update_failed"],
] as const)("with %s every deploy is %s and the old one serves, until it is taken off", async (kind, status) => {
  await using running = await runningRender();
  const { service, deploy } = await deployWith(running, kind);
  expect(deploy.status).toBe(status);
  expect((await running.deploy(service, "2")).status).toBe(status);
  expect(await running.who()).toMatchObject({ version: "1" });
  expect(await running.instances(service)).toHaveLength(1);
  await running.render.faults.takeOff(idOf(service), kind);
  expect((await running.deploy(service, "2")).status).toBe("live");
  expect(await running.who()).toMatchObject({ version: "2" });
});

test("an instance that crashes again and again comes up in between, and stays once that is taken off", async () => {
  await using running = await runningRender();
  const service = await running.service();
  const first = (await running.who())?.pid;
  await running.render.faults.putOn(idOf(service), "instance-crash");
  const crashes = async () =>
    (await running.lines(service, "&level=error")).filter((line) => line.includes("was ended by SIGKILL")).length;
  await expect.poll(crashes, { timeout: 20_000 }).toBeGreaterThan(1);
  await running.render.faults.takeOff(idOf(service));
  await expect.poll(async () => (await running.who())?.pid, { timeout: 20_000 }).toEqual(expect.any(Number));
  expect((await running.who())?.pid).not.toBe(first);
  expect(running.edge.routes.get(HOST)).toHaveLength(1);
});

test("what is in force is told, outlives the process, and goes with its service", async () => {
  await using running = await runningRender();
  const service = await running.service();
  const { faults } = running.render;
  await faults.putOn(idOf(service), "slow-step");
  await faults.putOn(idOf(service), "slow-step");
  await faults.putOn(idOf(service), "image-missing");
  const told = [
    { serviceId: idOf(service), kind: "slow-step", since: expect.any(String) },
    { serviceId: idOf(service), kind: "image-missing", since: expect.any(String) },
  ];
  expect(faults.inForce()).toEqual(told);
  await faults.takeOff(idOf(service), "slow-step");
  expect(faults.inForce()).toEqual(told.slice(1));
  await running.restart();
  expect(running.render.faults.inForce()).toEqual(told.slice(1));
  await running.render.call("DELETE", service);
  expect(running.render.faults.inForce()).toEqual([]);
  await expect(running.render.faults.putOn("srv-nothing", "slow-step")).rejects.toThrow(
    "Render has no service srv-nothing: name one that is there.",
  );
});
