import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDatabaseUrl } from "./database-url.ts";

test("the parts stand where Postgres reads them", () => {
  expect(formatDatabaseUrl(["owner", "secret", "localhost", 5432, "live_listen_local"])).toBe(
    "postgres://owner:secret@localhost:5432/live_listen_local",
  );
});

test("whatever the names and the password hold, a URL parser reads them back", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (user, password, database) => {
      const url = new URL(formatDatabaseUrl([user, password, "localhost", 5432, database]));
      expect(decodeURIComponent(url.password)).toBe(password);
      expect(decodeURIComponent(url.username)).toBe(user);
      // The parser drops dots as path segments; a database is never called so.
      fc.pre(!/^\.{1,2}$/.test(database));
      expect(decodeURIComponent(url.pathname.slice(1))).toBe(database);
    }),
  );
});
