import fc from "fast-check";
import pg from "pg";
import { expect, test } from "vitest";
import type { RoleInputs } from "./properties.ts";
import { parseSettings, settingStatements } from "./settings.ts";

const none = {
  assumeRole: undefined,
  idleInTransactionSessionTimeout: undefined,
  searchPaths: undefined,
  statementTimeout: undefined,
};
const role = { name: "app" } as RoleInputs;

test("settings are read as the server keeps them", () => {
  expect(parseSettings(null)).toEqual(none);
  expect(
    parseSettings(['search_path=app, "Odd, ""one""", public', "statement_timeout=5s", "role=boss", "work_mem=4MB"]),
  ).toEqual({ ...none, searchPaths: ["app", 'Odd, "one"', "public"], statementTimeout: 5_000, assumeRole: "boss" });
});

test("every list of names is read back", () => {
  const name = fc.string({ minLength: 1 });
  fc.assert(
    fc.property(fc.array(name), (names) => {
      const kept = names.map((each) => pg.escapeIdentifier(each)).join(", ");
      expect(parseSettings([`search_path=${kept}`]).searchPaths).toEqual(names);
    }),
  );
});

test("a statement is made for what differs, and only for that", () => {
  const inputs = { ...role, searchPaths: ["a", "b"], statementTimeout: 10, assumeRole: "boss" };
  expect(settingStatements(inputs, {})).toEqual([
    'alter role "app" set search_path to "a", "b"',
    'alter role "app" set statement_timeout to 10',
    'alter role "app" set role to "boss"',
  ]);
  expect(settingStatements(inputs, inputs)).toEqual([]);
  expect(settingStatements(role, { ...inputs, idleInTransactionSessionTimeout: 0 })).toEqual([
    'alter role "app" reset search_path',
    'alter role "app" reset statement_timeout',
    'alter role "app" reset role',
  ]);
});
