import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePasswd } from "./account.ts";

test("accounts are read from a passwd file; anything else in it is left out", () => {
  const text = "root:x:0:0:root:/root:/bin/sh\n# note\n\nbroken:x:a:b\npostgres:x:101:104::/var/lib:/bin/sh\n+::::::\n";
  expect(parsePasswd(text)).toEqual([
    { name: "root", uid: 0, gid: 0 },
    { name: "postgres", uid: 101, gid: 104 },
  ]);
});

test("every account that is written is read back, and no text breaks the reading", () => {
  const name = fc.stringMatching(/^[a-z_][a-z0-9_-]{0,15}$/);
  const account = fc.record({ name, uid: fc.nat(), gid: fc.nat() });
  fc.assert(
    fc.property(fc.array(account), (accounts) => {
      const lines = accounts.map(({ name, uid, gid }) => `${name}:x:${uid}:${gid}:,,,:/home:/bin/sh`);
      expect(parsePasswd(lines.join("\n"))).toEqual(accounts);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => Array.isArray(parsePasswd(text))));
});
