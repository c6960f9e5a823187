import { existsSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { isAlive } from "../alive.ts";
import { importing, runScript } from "../test/child.ts";
import { useFolder } from "../test/folder.ts";
import { forgetProcess, notedProcess, noteProcess, stopLeftover } from "./leftover.ts";
import { type LocalPaths, localPaths } from "./paths.ts";
import { startServiceProcess } from "./service-process.ts";
import { makeService } from "./test/service.ts";

const folder = useFolder();
const paths = (): LocalPaths => localPaths(folder(), false);

test("the service of a parent that was killed is stopped", async () => {
  const command = await makeService(folder());
  const parent = await runScript(
    folder(),
    `${importing("services", "local/service-process.ts")}
     ${importing("leftover", "local/leftover.ts")}
     const service = await services.startServiceProcess({
       ...${JSON.stringify(command)},
       onSpawn: (pid) => leftover.noteProcess(${JSON.stringify(paths())}, "api", pid),
     }, new AbortController().signal);
     console.log("started " + service.pid + ".");
     setInterval(() => {}, 1000);`,
  );
  await parent.said(".");
  const pid = Number.parseInt(parent.stdout().replace("started ", ""), 10);
  await parent.kill();
  expect(isAlive(pid)).toBe(true);
  expect(await notedProcess(paths(), "api", command.script)).toBe(pid);
  await stopLeftover(paths(), "api", command.script);
  expect(isAlive(pid)).toBe(false);
  expect(await notedProcess(paths(), "api", command.script)).toBeUndefined();
});

test("a process that has got the id of the service is not touched", async () => {
  const other = await makeService(folder());
  const service = await startServiceProcess(other, new AbortController().signal);
  onTestFinished(() => service.stop());
  await noteProcess(paths(), "api", service.pid);
  await stopLeftover(paths(), "api", "/some/where/services/api/src/main.ts");
  expect(isAlive(service.pid)).toBe(true);
  expect(existsSync(`${paths().directory}/run/api.pid`)).toBe(false);
});

test("nothing noted, an ended process and a forgotten one are all nothing to do", async () => {
  await stopLeftover(paths(), "api", "script");
  await noteProcess(paths(), "api", 2 ** 22 + 1);
  await stopLeftover(paths(), "api", "script");
  await noteProcess(paths(), "web", process.pid);
  await forgetProcess(paths(), "web");
  await stopLeftover(paths(), "web", "node");
  expect(await notedProcess(paths(), "web", "node")).toBeUndefined();
});
