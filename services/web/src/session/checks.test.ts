import { describe, expect, it } from "vitest";
import { emailFault, nameFault, newPasswordFault, passwordFault } from "./checks.ts";

describe("nameFault", () => {
  it.each(["Ann", "李小龙", "שירה", "🎧", "x".repeat(80), `  ${"é".repeat(80)} `])("takes %j", (name) => {
    expect(nameFault(name)).toBeUndefined();
  });

  it.each(["", "   ", "\u200b"])("asks for a name in place of %j", (name) => {
    expect(nameFault(name)).toBe("Enter the name that others will see.");
  });

  it("says by how much a name is too long, as people count", () => {
    expect(nameFault("👩".repeat(83))).toBe("That is 3 too many: a name has 80 characters at most.");
  });
});

describe("emailFault", () => {
  it.each(["ann@example.org", " ann.b+c@mail.example.org "])("takes %j", (email) => {
    expect(emailFault(email)).toBeUndefined();
  });

  it.each(["ann", "ann@", "@example.org", "ann@example", "a b@example.org", `${"a".repeat(250)}@example.org`])(
    "refuses %j",
    (email) => {
      expect(emailFault(email)).toBe("This isn’t an e-mail address yet; it looks like name@example.org.");
    },
  );

  it("asks for one", () => {
    expect(emailFault(" ")).toBe("Enter your e-mail address.");
  });
});

describe("newPasswordFault", () => {
  it("counts characters, not their parts", () => {
    expect(newPasswordFault("🔑".repeat(8))).toBeUndefined();
    expect(newPasswordFault("🔑".repeat(7))).toBe("Use 8 characters or more.");
    expect(newPasswordFault("x".repeat(129))).toBe("Use 128 characters at most.");
  });
});

it("asks whoever signs in for a password, and for no particular one", () => {
  expect(passwordFault("")).toBe("Enter your password.");
  expect(passwordFault("x")).toBeUndefined();
});
