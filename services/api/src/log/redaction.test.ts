import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedaction } from "./redaction.ts";

describe("redaction", () => {
  it("takes out the passwords of URLs that nobody told it about", () => {
    const redact = createRedaction([]);
    expect(redact("at postgresql://app:p%40ss@host:5432/db and https://u:x@y/z")).toBe(
      "at postgresql://app:[redacted]@host:5432/db and https://u:[redacted]@y/z",
    );
  });

  it("leaves text without secrets as it is", () => {
    const redact = createRedaction(["a-secret-of-some-length"]);
    for (const text of [
      "",
      "https://live-listen.app/a:b@c",
      "postgresql://host/db",
      "12:30 a@b",
      "ws://localhost:3001",
    ]) {
      expect(redact(text)).toBe(text);
    }
  });

  it("takes out the password of a URL wherever it turns up, and leaves the rest", () => {
    const redact = createRedaction(["postgresql://app:p%40ssw%22rd-canary@host/db"]);
    for (const spelling of ["p%40ssw%22rd-canary", 'p@ssw"rd-canary', String.raw`p@ssw\"rd-canary`]) {
      expect(redact(`password ${spelling}, user app, host host`)).toBe("password [redacted], user app, host host");
    }
  });

  it("doesn't count a password that is the user's name, as the example's is", () => {
    const redact = createRedaction(["postgresql://the_example_app:the_example_app@host/db"]);
    expect(redact('role "the_example_app"')).toBe('role "the_example_app"');
  });

  it("isn't confused by a secret that is part of another", () => {
    const redact = createRedaction(["secret-one", "secret-one-and-more"]);
    expect(redact("secret-one-and-more secret-one")).toBe("[redacted] [redacted]");
  });

  it("finds every secret in JSON, and leaves JSON behind", () => {
    const secret = fc.string({ minLength: 10, maxLength: 40 }).map((text) => `canary${text}`);
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (hidden, before, after) => {
        const value = { message: `${before}${hidden}${after}`, list: [hidden, encodeURIComponent(hidden)] };
        const text = createRedaction([hidden])(JSON.stringify(value));
        expect(JSON.stringify(JSON.parse(text))).not.toContain(JSON.stringify(hidden).slice(1, -1));
      }),
    );
  });

  it("takes time in proportion to the text, whatever it looks like", () => {
    const redact = createRedaction(["a-secret-of-some-length"]);
    for (const hostile of ["a".repeat(1e6), "://".repeat(3e5), ":".repeat(1e6), `://${"a:".repeat(5e5)}`]) {
      expect(redact(hostile)).toHaveLength(hostile.length);
    }
  });
});
