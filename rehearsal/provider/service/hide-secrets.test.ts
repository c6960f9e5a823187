import { mapOf, object } from "@live-listen/property-tables";
import { expect, test } from "vitest";
import { z } from "zod";
import { withoutSecrets } from "./hide-secrets.ts";

const text = z.string();
const table = {
  name: { schema: text },
  password: { schema: text, secret: true },
  variables: mapOf({ value: { schema: text, secret: true } }),
  login: { ...object({ user: { schema: text } }), secret: true },
};

const values = {
  name: "example",
  password: "s3cret",
  variables: { A: { value: "hidden" }, B: { value: "s3cret-and-more" }, C: { value: "no" } },
  login: { user: "somebody" },
};

test("secret values are taken out at every depth, the longest first, and plain ones stay", () => {
  const sentence = "no: example has s3cret, hidden, s3cret-and-more and somebody";
  expect(withoutSecrets(sentence, table, values)).toBe("no: example has …, …, … and …");
});
