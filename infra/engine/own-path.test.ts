import { delimiter } from "node:path";
import { expect, test } from "vitest";
import { ownPath } from "./own-path.ts";

const own = (...folders: string[]) => ownPath(folders.join(delimiter), "/home/me/clone");

test("what npm puts before the PATH is taken away, and nothing else", () => {
  expect(
    own(
      "/home/me/clone/node_modules/node/bin",
      "/home/me/clone/node_modules/.bin",
      "/home/me/clone/infra/node_modules/.bin",
      "/home/me/node_modules/.bin",
      "/home/node_modules/.bin",
      "/node_modules/.bin",
      "/usr/lib/node_modules/npm/node_modules/@npmcli/run-script/lib/node-gyp-bin",
      "/usr/local/bin",
      "/usr/bin",
    ),
  ).toEqual(["/usr/local/bin", "/usr/bin"]);
});

test.each([
  "/home/me/other/node_modules/.bin",
  "/home/me/clone-2/node_modules/.bin",
  "/home/me/clone/bin",
  "/usr/lib/node_modules/.bin",
])("%s is the person's own", (folder) => {
  expect(own(folder, "/bin")).toEqual([folder, "/bin"]);
});

test("empty entries, which mean the present folder, are not passed on", () => {
  expect(own("", "/bin", "")).toEqual(["/bin"]);
});
