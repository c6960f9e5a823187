import { expect, test } from "vitest";
import { testHosting } from "../instances/test-hosting.ts";
import { RunningService } from "./running-service.ts";

const full = async () => {
  throw new Error("ENOSPC: no space left on device");
};

test("a deploy that can't be recorded fails, and why is told", async () => {
  const faults: string[] = [];
  await using made = await testHosting({ save: full, onFault: ({ message }) => faults.push(message) });
  const running = new RunningService(made.hosting, made.service);
  running.deploy(made.deploy);
  await expect.poll(() => faults).toEqual([expect.stringMatching(/^The deploy dep-a of the service "api" .*ENOSPC/)]);
  expect(made.deploy.status).toBe("update_failed");
  expect(running.instances).toEqual([]);
  await running.close();
});

test("a deploy that serves stays live, also where that can't be recorded", async () => {
  const faults: string[] = [];
  await using made = await testHosting({
    save: async () => {
      if (made.deploy.status === "live") await full();
    },
    onFault: ({ message }) => faults.push(message),
  });
  const running = new RunningService(made.hosting, made.service);
  running.deploy(made.deploy);
  await expect.poll(() => faults, { timeout: 15_000 }).toHaveLength(1);
  expect(made.deploy.status).toBe("live");
  expect(running.instances).toHaveLength(1);
  await running.close();
});
