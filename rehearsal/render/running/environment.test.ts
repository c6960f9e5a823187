import { expect, test } from "vitest";
import { z } from "zod";
import { HOST, type RunningRender, runningRender } from "./test-running.ts";

async function variablesOf(running: RunningRender): Promise<Record<string, string>> {
  return z.record(z.string(), z.string()).parse(JSON.parse((await running.edge.ask(HOST, "/env")) ?? "{}"));
}

test("a program has the image's variables, the service's before those, Render's own, and nothing of this machine's", async () => {
  process.env.CANARY = "of this machine";
  await using running = await runningRender();
  const envVars = [
    { key: "GREETING", value: "service" },
    { key: "PORT", value: "10000" },
    { key: "NODE_OPTIONS", value: "--no-warnings" },
  ];
  const service = await running.service({ plan: "standard" }, { envVars });
  const [instance = ""] = await running.instances(service);
  const { PATH, HOME, TMPDIR, PORT, NODE_OPTIONS, ...rest } = await variablesOf(running);
  expect(rest).toEqual({
    FROM_IMAGE: "yes",
    GREETING: "service",
    HOSTNAME: instance,
    IS_PULL_REQUEST: "false",
    RENDER: "true",
    RENDER_CPU_COUNT: "1",
    RENDER_DISCOVERY_SERVICE: "api-discovery",
    RENDER_EXTERNAL_HOSTNAME: HOST,
    RENDER_EXTERNAL_URL: `https://${HOST}`,
    RENDER_INSTANCE_ID: instance,
    RENDER_SERVICE_ID: service.split("/")[2],
    RENDER_SERVICE_NAME: "api",
    RENDER_SERVICE_TYPE: "web",
  });
  expect(PATH?.split(":").slice(1)).toEqual(["/usr/local/bin", "/usr/bin", "/bin"]);
  expect([HOME, TMPDIR]).toEqual(Array(2).fill(expect.stringContaining(instance)));
  expect(PORT).not.toBe("10000");
  expect(NODE_OPTIONS).toMatch(/^--no-warnings --import file:/);
});

test("secret files are there, where a variable says so in Render's words, and gone with the instance", async () => {
  await using running = await runningRender();
  await running.service(
    {},
    {
      envVars: [{ key: "KEY_FILE", value: "/etc/secrets/key.pem" }],
      secretFiles: [{ name: "key.pem", content: "the key" }],
    },
  );
  expect(await running.edge.ask(HOST, "/file")).toBe("the key");
});

test("a start command replaces the image's own and is split into words, which no shell reads", async () => {
  await using running = await runningRender();
  const service = await running.service(
    { envSpecificDetails: { dockerCommand: "env -u GREETING node 'main.mjs' $FROM_IMAGE" } },
    { envVars: [{ key: "GREETING", value: "service" }] },
  );
  expect(await running.newest(service)).toMatchObject({ status: "live" });
  expect(await variablesOf(running)).not.toHaveProperty("GREETING");
});

test("what is changed of a service comes with its next deploy, and not with an instance that is started again", async () => {
  await using running = await runningRender();
  const service = await running.service({}, { envVars: [{ key: "GREETING", value: "first" }] });
  await running.render.call("PUT", `${service}/env-vars`, [{ key: "GREETING", value: "second" }]);
  const before = await running.who();
  await running.edge.ask(HOST, "/crash");
  await expect.poll(async () => (await running.who())?.pid ?? before?.pid, { timeout: 15_000 }).not.toBe(before?.pid);
  expect(await variablesOf(running)).toMatchObject({ GREETING: "first" });
  await running.deploy(service, "2");
  expect(await variablesOf(running)).toMatchObject({ GREETING: "second" });
});
