import { expect, test } from "vitest";
import { importCommand } from "./import-command.ts";

test("names type, name and id", () => {
  expect(importCommand("urn:pulumi:dev::app::postgresql:index/role:Role::owner", "app_owner")).toBe(
    "pulumi import --generate-code=false --protect=false postgresql:index/role:Role owner app_owner",
  );
});

test("asks for the component of a resource that is inside one", () => {
  expect(importCommand("urn:pulumi:dev::app::a:b:Outer$a:b:Inner$postgresql:index/role:Role::owner", "o")).toBe(
    "pulumi import --generate-code=false --protect=false --parent parent=<URN of its component> postgresql:index/role:Role owner o",
  );
});
