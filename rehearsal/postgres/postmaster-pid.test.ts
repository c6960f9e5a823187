import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePostmasterPid, readPostmasterPid } from "./postmaster-pid.ts";

const text = "4711\n/srv/data\n1700000000\n5432\n\n127.0.0.1\n  1 2\nready   \n";

test("pid, port and whether it is ready are read from a postmaster.pid", () => {
  expect(parsePostmasterPid(text)).toEqual({ pid: 4711, port: 5432, ready: true });
  for (const status of ["starting", "stopping"]) {
    expect(parsePostmasterPid(text.replace("ready   ", status))).toEqual({ pid: 4711, port: 5432, ready: false });
  }
});

test("it may be cut off at any byte, and no text breaks the reading", () => {
  fc.assert(
    fc.property(fc.nat({ max: text.indexOf("ready") + 4 }), (length) => {
      const cut = parsePostmasterPid(text.slice(0, length));
      expect(cut === undefined || (cut.pid === 4711 && !cut.ready)).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (noise) => {
      const read = parsePostmasterPid(noise);
      expect(read === undefined || read.pid > 0).toBe(true);
    }),
  );
  expect(parsePostmasterPid("-1\n\n\n5432\n")).toBeUndefined();
  expect(parsePostmasterPid("0\n\n\n5432\n")).toBeUndefined();
});

test("a folder that is absent has none", async () => {
  expect(await readPostmasterPid("/nonexistent")).toBeUndefined();
});
