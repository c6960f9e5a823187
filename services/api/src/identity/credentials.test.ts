import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emailSchema, newPasswordSchema, passwordSchema } from "./credentials.ts";

describe("a new password", () => {
  it.each(["12345678", "        ", "пароль12", "🔑".repeat(8), "🔑".repeat(128), "a".repeat(128)])(
    "may be %j",
    (password) => {
      expect(newPasswordSchema.parse(password)).toBe(password);
    },
  );

  it.each([
    "",
    "1234567",
    "🔑".repeat(7),
    "🔑".repeat(129),
    "a".repeat(129),
    "a".repeat(100_000),
    "1234567\ud83d",
    "\udd11".repeat(9),
  ])("may not be %j", (password) => {
    expect(newPasswordSchema.safeParse(password).success).toBe(false);
  });

  it("is counted as it is stored: composed", () => {
    expect(newPasswordSchema.safeParse("e\u0301".repeat(4)).success).toBe(false);
    expect(newPasswordSchema.parse("e\u0301".repeat(8))).toBe("é".repeat(8));
  });

  it("is the same as the one that someone signs in with, in whatever form of Unicode", () => {
    const text = fc.string({ unit: "grapheme", minLength: 8, maxLength: 60 });
    fc.assert(
      fc.property(text, fc.constantFrom("NFC", "NFD", "NFKC", "NFKD"), (password, form) => {
        const stored = newPasswordSchema.safeParse(password);
        fc.pre(stored.success);
        expect(passwordSchema.parse(password.normalize(form))).toBe(stored.data);
      }),
    );
  });
});

describe("an address", () => {
  it.each(["a@b.co", "Ann.O'Neil+rooms@mail.example.org", `${"a".repeat(242)}@example.org`])("may be %j", (email) => {
    expect(emailSchema.parse(` ${email}\n`)).toBe(email);
  });

  it.each([
    "",
    "a",
    "a@",
    "@b.co",
    "a@b",
    "a b@c.de",
    "a@b.co\0",
    "a@b@c.de",
    "ä@b.co",
    `${"a".repeat(243)}@example.org`,
    "<a@b.co>",
    "a@b.co\r\nBcc: c@d.ef",
  ])("may not be %j", (email) => {
    expect(emailSchema.safeParse(email).success).toBe(false);
  });
});
