import pg from "pg";
import { describe, expect, it } from "vitest";
import { createMemoryLog } from "../../test/memory-log.ts";
import { messageOf } from "./error-message.ts";

const URL_WITH_PASSWORD = "postgresql://app:password-canary@127.0.0.1:1/db";

describe("the log", () => {
  it("writes one JSON line an event, with level and time and without noise", () => {
    const { log, lines } = createMemoryLog();
    log.info({ answer: 42 }, "found");
    expect(lines).toEqual([{ level: "info", time: expect.stringMatching(/^\d{4}-.*Z$/), answer: 42, msg: "found" }]);
  });

  it("hides secrets in messages, properties, errors, causes and children", () => {
    const { log, text } = createMemoryLog(["a-jwt-canary-of-length", URL_WITH_PASSWORD]);
    const error = new Error(`cannot reach ${URL_WITH_PASSWORD}`, { cause: new Error("password-canary") });
    log.error({ err: error }, "with a-jwt-canary-of-length");
    log.error(Object.assign(new Error("x"), { connectionString: URL_WITH_PASSWORD, password: "other-canary" }), "y");
    log.child({ token: "other-canary" }).warn({ nested: { secret: "other-canary" } }, URL_WITH_PASSWORD);
    expect(text()).not.toContain("canary");
    expect(text()).toContain("[redacted]");
  });

  it("hides the password in what the database driver throws", async () => {
    const { log, text } = createMemoryLog([URL_WITH_PASSWORD]);
    const client = new pg.Client({ connectionString: URL_WITH_PASSWORD });
    const error = await client.connect().catch((caught: unknown) => caught);
    log.error({ err: error, client }, messageOf(error));
    const invalid = await Promise.resolve()
      .then(() => new pg.Client({ connectionString: URL_WITH_PASSWORD.replace("127.0.0.1", "[") }))
      .catch((caught: unknown) => caught);
    log.error({ err: invalid }, messageOf(invalid));
    expect(text()).toContain("ECONNREFUSED");
    expect(text()).not.toContain("canary");
  });
});

describe("the message of an error", () => {
  it.each([
    [new Error("a\n  b"), "a b"],
    [new AggregateError([new Error("x"), new Error("y"), new Error("x")]), "x; y"],
    [new TypeError(""), "TypeError"],
    ["text", "text"],
    [undefined, "undefined"],
  ])("of %j is one line", (error, message) => {
    expect(messageOf(error)).toBe(message);
  });
});
