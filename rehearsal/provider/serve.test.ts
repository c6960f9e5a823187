import { expect, test } from "vitest";
import { attachment } from "./attachment.ts";
import { serveProvider } from "./serve.ts";
import { TestEngine } from "./test-engine.ts";

const password = { type: "random:index/randomPassword:RandomPassword", name: "password" };

test("an engine is attached to one port for every package", async () => {
  expect(attachment(4242).split(",")).toEqual(["random:4242", "postgresql:4242", "terraform-provider:4242"]);
});

test("reports a version that is not below any SDK's", async () => {
  const provider = await serveProvider();
  await using engine = await TestEngine.connect(provider.port, "random");
  expect(Number.parseInt(await engine.pluginVersion(), 10)).toBeGreaterThan(100);
  await engine[Symbol.asyncDispose]();
  await provider.stop();
});

test("a port that is taken is a fault with its cure", async () => {
  const provider = await serveProvider();
  await expect(serveProvider({ port: provider.port })).rejects.toThrow(
    new RegExp(`can't listen on port ${provider.port} .*run "lsof -nP -iTCP:${provider.port}`),
  );
  await provider.stop();
  await provider.stop();
  const again = await serveProvider({ port: provider.port });
  await again.stop();
});

test("lets the calls under way end before it stops", async () => {
  const provider = await serveProvider();
  await using engine = await TestEngine.connect(provider.port, "random");
  const { inputs } = await engine.check(password, { length: 8 });
  const making = Promise.all(Array.from({ length: 4 }, () => engine.create(password, inputs)));
  await engine.check(password, { length: 8 });
  const stopping = provider.stop();
  expect((await making).map(({ id }) => id)).toEqual(["none", "none", "none", "none"]);
  await engine[Symbol.asyncDispose]();
  await stopping;
});

test("packages and resource types that are not served are named, with what is", async () => {
  const provider = await serveProvider();
  await using engine = await TestEngine.connect(provider.port, "random");
  const ask = (type: string) => engine.check({ type, name: "x" }, {});
  await expect(ask("aws:s3/bucket:Bucket")).rejects.toThrow(
    /^The package "aws" is not served here, only random, postgresql/,
  );
  await expect(ask("random:index/randomPet:RandomPet")).rejects.toThrow(
    /^The resource type random:index\/randomPet:RandomPet is not served here, only random:index\/randomPassword/,
  );
  await expect(engine.configure("aws", {})).rejects.toThrow(/"aws" is not served/);
  await engine[Symbol.asyncDispose]();
  await provider.stop();
});

test("many engines at once keep apart", async () => {
  const provider = await serveProvider();
  const engines = await Promise.all(Array.from({ length: 20 }, () => TestEngine.connect(provider.port, "random")));
  const [first, ...others] = engines;
  await first?.cancel();
  const made = await Promise.all(others.map((engine) => engine.read(password, "imported")));
  expect(made).toHaveLength(19);
  await Promise.all(engines.map((engine) => engine[Symbol.asyncDispose]()));
  await provider.stop();
});
