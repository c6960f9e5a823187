import { expect, test } from "vitest";
import { definePackage } from "../table/package.ts";
import { Sessions } from "./session.ts";

function makeSessions() {
  const open = new Set<object>();
  const thing = definePackage({
    name: "thing",
    configuration: {},
    resources: [],
    connect() {
      const client = {};
      open.add(client);
      return client;
    },
    async disconnect(client) {
      open.delete(client);
    },
  });
  return { open, thing, sessions: new Sessions([thing]) };
}

test("a package is found by a resource's type and by its provider's", async () => {
  const { sessions, thing } = makeSessions();
  await sessions.begin("peer");
  expect(sessions.packageOf("peer", "thing:index/a:A")).toBe(thing);
  expect(sessions.packageOf("peer", "pulumi:providers:thing")).toBe(thing);
  expect(() => sessions.packageOf("peer", "other:index/a:A")).toThrow(
    /^The package "other" is not served here, only thing/,
  );
});

test("a session lets go of its package when it is configured anew, begun anew or ended", async () => {
  const { sessions, thing, open } = makeSessions();
  await sessions.begin("peer");
  const first = sessions.of("peer");
  for (let times = 0; times < 3; times += 1) await sessions.configure("peer", thing.open({}));
  expect(open.size).toBe(1);
  await sessions.begin("peer");
  expect([open.size, first.signal.aborted, sessions.of("peer").signal.aborted]).toEqual([0, true, false]);
  await sessions.configure("peer", thing.open({}));
  await sessions.close();
  expect(open.size).toBe(0);
});

test("connections that ended long ago make room, oldest first", async () => {
  const { sessions, thing, open } = makeSessions();
  for (let peer = 0; peer < 600; peer += 1) {
    await sessions.begin(String(peer));
    await sessions.configure(String(peer), thing.open({}));
  }
  expect(open.size).toBe(512);
  expect(() => sessions.of("0")).toThrow(/handshake/);
  expect(sessions.of("599").opened).toBeDefined();
});
