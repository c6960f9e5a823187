import { expect, test } from "vitest";
import { formatImportId, parseImportId } from "./import-id.ts";

test("a team may stand before the parts", () => {
  expect(parseImportId("prj_y", ["project"])).toEqual({ teamId: undefined, parts: ["prj_y"] });
  expect(parseImportId("team_x/prj_y", ["project"])).toEqual({ teamId: "team_x", parts: ["prj_y"] });
  expect(parseImportId("/prj_y", ["project"])).toEqual({ teamId: undefined, parts: ["prj_y"] });
  expect(parseImportId("prj_y/a.test", ["project", "domain"])).toEqual({
    teamId: undefined,
    parts: ["prj_y", "a.test"],
  });
  expect(parseImportId("team_x/prj_y/a.test", ["project", "domain"])).toMatchObject({ teamId: "team_x" });
});

test.each(["", "a/b/c", "a/", "/"])("%j is no id of one part", (id) => {
  expect(() => parseImportId(id, ["project"])).toThrow(
    `"${id}" is no id to import by: give it as "<project>" or "<team>/<project>".`,
  );
});

test.each(["prj_y", "a/b/c/d", "prj_y/"])("%j is no id of two parts", (id) => {
  expect(() => parseImportId(id, ["project", "domain"])).toThrow(/"<project>\/<domain>"/);
});

test("what is put together is taken apart again", () => {
  expect(parseImportId(formatImportId("team_x", "prj_y", "env"), ["project", "variable"])).toEqual({
    teamId: "team_x",
    parts: ["prj_y", "env"],
  });
  expect(formatImportId(undefined, "prj_y")).toBe("prj_y");
});
