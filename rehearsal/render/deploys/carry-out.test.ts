import { expect, test } from "vitest";
import { Fleet } from "../instances/fleet.ts";
import { testHosting } from "../instances/test-hosting.ts";
import { carryOut } from "./carry-out.ts";
import { launchOf } from "./launch.ts";
import { getImage } from "./steps.ts";

test.each(["build_in_progress", "pre_deploy_in_progress", "update_in_progress"] as const)(
  "a deploy that is canceled while %s is being saved goes no further",
  async (last) => {
    const abort = new AbortController();
    const saved: string[] = [];
    await using made = await testHosting({
      save: async () => {
        saved.push(made.deploy.status);
        if (made.deploy.status === last) abort.abort(new Error("canceled"));
      },
    });
    const { hosting, service, deploy } = made;
    service.details.preDeployCommand = "node -e ''";
    const carrying = carryOut(hosting, service, deploy, { signal: abort.signal, onChange: () => {} });
    await expect(
      carrying.then(async (fleet) => {
        await fleet.stop();
        return fleet;
      }),
    ).rejects.toThrow("canceled");
    expect(saved.at(-1)).toBe(last);
    const next = {
      build_in_progress: "Pulling",
      pre_deploy_in_progress: "pre-deploy",
      update_in_progress: "Deploying",
    };
    expect(hosting.logs.of([service.id]).filter(({ text }) => text.includes(next[last]))).toEqual([]);
  },
);

test("instances that are canceled before they are started never are", async () => {
  await using made = await testHosting();
  const { hosting, service } = made;
  const image = await getImage(hosting, service, service.imagePath);
  const origin = { service, launch: launchOf(hosting.state, service, service.imagePath), image };
  const fleet = new Fleet(hosting, origin, () => {});
  await expect(fleet.bringUp(1, AbortSignal.abort(new Error("canceled")))).rejects.toThrow("canceled");
  expect(hosting.logs.of([service.id]).filter(({ instance }) => instance)).toEqual([]);
  await fleet.stop();
});
