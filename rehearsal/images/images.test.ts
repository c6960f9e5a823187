import { appendFile, chmod, mkdir, readdir, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Fault } from "../fault.ts";
import { makeTemporaryFolder } from "../postgres/temporary-folder.ts";
import { publishImage, resolveImage } from "./index.ts";

const config = { Env: ["PATH=/bin", "A=b=c"], Cmd: ["node", "main.mjs"], WorkingDir: "/app" };
const reference = "ghcr.io/example/api:1";

/** A store, and a folder in which images are made. */
async function makeStore() {
  const folder = await makeTemporaryFolder();
  let count = 0;
  const makeRoot = async (text = "console.log(1)") => {
    count += 1;
    const root = join(folder.path, `built-${count}`);
    await mkdir(join(root, "app"), { recursive: true });
    await writeFile(join(root, "app", "main.mjs"), text);
    await symlink("main.mjs", join(root, "app", "link.mjs"));
    return root;
  };
  return { store: join(folder.path, "store"), makeRoot, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

test("what is published is found by its tag and by its digest, with its files and config", async () => {
  await using made = await makeStore();
  const { store } = made;
  const { digest } = await publishImage({ store, reference, root: await made.makeRoot(), config });
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  for (const name of [reference, `ghcr.io/example/api@${digest}`, `ghcr.io/example/api:other@${digest}`]) {
    const image = await resolveImage({ store, reference: name, wholly: true });
    expect(image).toEqual({ digest, config, root: join(store, "ghcr.io/example/api/1/root") });
    expect((await readdir(join(image.root, "app"))).sort()).toEqual(["link.mjs", "main.mjs"]);
  }
});

test("the same again is the same digest, whenever it was written and under whatever tag", async () => {
  await using made = await makeStore();
  const { store } = made;
  const { digest } = await publishImage({ store, reference, root: await made.makeRoot(), config });
  const later = await made.makeRoot();
  await utimes(join(later, "app", "main.mjs"), 1, 1);
  expect(await publishImage({ store, reference, root: later, config })).toEqual({ digest });
  expect(await publishImage({ store, reference: "ghcr.io/example/api:2", root: later, config })).toEqual({ digest });
  expect(await readdir(join(store, ".incoming"))).toEqual([]);
});

test("a file, its mode, a link and the config each make another digest", async () => {
  await using made = await makeStore();
  const { store } = made;
  const digests = new Set<string>();
  const publish = async (root: string, other: object = {}) => {
    const tag = `ghcr.io/example/api:${digests.size}`;
    digests.add((await publishImage({ store, reference: tag, root, config: { ...config, ...other } })).digest);
  };
  await publish(await made.makeRoot());
  await publish(await made.makeRoot("console.log(2)"));
  await publish(await made.makeRoot(), { Env: [] });
  const executable = await made.makeRoot();
  await chmod(join(executable, "app", "main.mjs"), 0o755);
  await publish(executable);
  const elsewhere = await made.makeRoot();
  await rm(join(elsewhere, "app", "link.mjs"));
  await symlink("other.mjs", join(elsewhere, "app", "link.mjs"));
  await publish(elsewhere);
  expect(digests.size).toBe(5);
});

test("a tag stays what it is, unless it is said to be replaced", async () => {
  await using made = await makeStore();
  const { store } = made;
  const first = await publishImage({ store, reference, root: await made.makeRoot(), config });
  const other = { store, reference, root: await made.makeRoot("console.log(2)"), config };
  await expect(publishImage(other)).rejects.toThrow(/^ghcr\.io\/example\/api:1 is another image already: publish/);
  expect((await resolveImage({ store, reference })).digest).toBe(first.digest);
  const second = await publishImage({ ...other, replace: true });
  expect((await resolveImage({ store, reference, wholly: true })).digest).toBe(second.digest);
  expect(await readdir(join(store, "ghcr.io/example/api/1"))).toEqual(["image.json", "root"]);
});

test("files that were written to, added or lost since are noticed", async () => {
  await using made = await makeStore();
  const { store } = made;
  await publishImage({ store, reference, root: await made.makeRoot(), config });
  const { root } = await resolveImage({ store, reference });
  const main = join(root, "app", "main.mjs");
  await rename(main, `${main}.away`);
  await expect(resolveImage({ store, reference })).rejects.toThrow(/were changed since it was published: remove /);
  await rename(`${main}.away`, main);
  await writeFile(join(root, "more"), "");
  await expect(resolveImage({ store, reference })).rejects.toThrow(Fault);
  await rm(join(root, "more"));
  await resolveImage({ store, reference, wholly: true });
  await appendFile(main, ";");
  await expect(resolveImage({ store, reference })).rejects.toThrow(Fault);
});

test.each([
  ["lost a file", (root: string) => rm(join(root, "app", "main.mjs"))],
  ["lost all files", (root: string) => rm(root, { recursive: true })],
  ["lost its record", (root: string) => rm(join(root, "..", "image.json"))],
  ["had a file changed", (root: string) => appendFile(join(root, "app", "main.mjs"), ";")],
])("an image that has %s since is whole again once the same is published", async (_what, damage) => {
  await using made = await makeStore();
  const { store } = made;
  const { digest } = await publishImage({ store, reference, root: await made.makeRoot(), config });
  await damage((await resolveImage({ store, reference })).root);
  expect(await publishImage({ store, reference, root: await made.makeRoot(), config })).toEqual({ digest });
  expect((await resolveImage({ store, reference, wholly: true })).digest).toBe(digest);
  expect(await readdir(join(store, "ghcr.io/example/api/1"))).toEqual(["image.json", "root"]);
  expect(await readdir(join(store, ".incoming"))).toEqual([]);
});

test("only a look at the whole notices a file of the same size and time", async () => {
  await using made = await makeStore();
  const { store } = made;
  const original = await made.makeRoot();
  await utimes(join(original, "app", "main.mjs"), 1, 1);
  await publishImage({ store, reference, root: original, config });
  const { root } = await resolveImage({ store, reference });
  const main = join(root, "app", "main.mjs");
  await writeFile(main, "console.log(3)");
  await utimes(main, 1, 1);
  await resolveImage({ store, reference });
  await expect(resolveImage({ store, reference, wholly: true })).rejects.toThrow(/were changed/);
});

test("what is not there is told in one sentence with its cure", async () => {
  await using made = await makeStore();
  const { store } = made;
  for (const name of [reference, `ghcr.io/example/api@sha256:${"0".repeat(64)}`]) {
    await expect(resolveImage({ store, reference: name })).rejects.toThrow(
      new Fault(`There is no image ${name}: build it and publish it under this name.`),
    );
  }
});

test.each([
  "api",
  "../x/y:1",
  "ghcr.io/../../etc:1",
  "ghcr.io/a:..",
  "ghcr.io/a@sha256:12",
  "ghcr.io/a b:1",
  "a/b@c@d",
])("%s is no reference, and leads nowhere", async (wrong) => {
  await using made = await makeStore();
  await expect(resolveImage({ store: made.store, reference: wrong })).rejects.toThrow(/is no reference to an image/);
  const publishing = publishImage({ store: made.store, reference: wrong, root: await made.makeRoot(), config });
  await expect(publishing).rejects.toThrow(/is no reference to an image/);
});

test.each([
  [{ ...config, Cmd: [] }, /Cmd must name a program/],
  [{ ...config, WorkingDir: "/../etc" }, /WorkingDir must be absolute and within the image/],
  [{ ...config, Env: ["A"] }, /must be NAME=value/],
])("a config that can't be run is refused: %j", async (wrong, sentence) => {
  await using made = await makeStore();
  const publishing = publishImage({ store: made.store, reference, root: await made.makeRoot(), config: wrong });
  await expect(publishing).rejects.toThrow(sentence);
});

test("what a process that was killed has left is gone after the next one", async () => {
  await using made = await makeStore();
  const { store } = made;
  // No process has this number: it is above what Linux and macOS ever give.
  const left = join(store, ".incoming", "99999999-abandoned");
  await mkdir(left, { recursive: true });
  await publishImage({ store, reference, root: await made.makeRoot(), config });
  expect(await readdir(join(store, ".incoming"))).toEqual([]);
});
