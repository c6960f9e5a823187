import { listOf, mapOf, object, optional, type PropertyTable, setOf, tableOf } from "@live-listen/property-tables";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Secret, UNKNOWN } from "../wire/values.ts";
import { inputsFromState, previewOutputs, wrapSecrets } from "./outputs.ts";

const properties = {
  size: { schema: z.int().default(1) },
  owner: { schema: z.string().optional(), computed: "when omitted" },
  password: { schema: z.string().optional(), secret: true },
  url: { schema: z.string(), computed: "always" },
  token: { schema: z.string(), computed: "always", secret: true },
} satisfies PropertyTable;

test("before it is made, what the server will fill in is unknown", () => {
  expect(previewOutputs(properties, { size: 2 }, {})).toEqual({
    size: 2,
    owner: UNKNOWN,
    url: UNKNOWN,
    token: UNKNOWN,
  });
  expect(previewOutputs(properties, { size: 2, owner: "me" }, {})).toMatchObject({ owner: "me" });
});

test("before it is changed, what the server has filled in stays", () => {
  const state = { size: 1, owner: "me", password: "p", url: "u", token: "t" };
  expect(previewOutputs(properties, { size: 2 }, state)).toEqual({ size: 2, owner: "me", url: "u", token: "t" });
});

test("secrets are wrapped, known or not; what the table does not know is left out", () => {
  expect(wrapSecrets(properties, { password: "p", token: UNKNOWN, size: 1, other: 1 })).toEqual({
    size: 1,
    password: new Secret("p"),
    token: new Secret(UNKNOWN),
  });
});

test("a refresh gives back the inputs that there were, an import all that is no default", () => {
  const resource = { type: "t", properties, rules: [], complete: (inputs: object) => ({ owner: "admin", ...inputs }) };
  const state = { size: 3, owner: "me", url: "u", token: "t" };
  expect(inputsFromState(resource, state, { size: 1, password: "gone" })).toEqual({ size: 3 });
  expect(inputsFromState(resource, state, undefined)).toEqual({ size: 3, owner: "me" });
  expect(inputsFromState(resource, { ...state, size: 1, owner: "admin" }, undefined)).toEqual({});
});

const text = z.string();
const nested = {
  domains: optional(setOf({ name: { schema: text }, id: { schema: text, computed: "always" } })),
  steps: optional(listOf({ name: { schema: text }, id: { schema: text, computed: "always" } })),
  variables: optional(mapOf({ value: { schema: text.optional(), computed: "when omitted", secret: true } })),
  login: {
    ...object({
      user: { schema: text, computed: "always" },
      password: { schema: text, computed: "always", secret: true },
    }),
    computed: "always",
    secret: true,
  },
} as const satisfies PropertyTable;

describe("at every depth", () => {
  test("what the server will fill in is unknown, and stays where it has", () => {
    const inputs = { domains: [{ name: "b" }, { name: "a" }], steps: [{ name: "b" }], variables: { A: {} } };
    expect(previewOutputs(nested, inputs, {})).toEqual({
      domains: [
        { name: "b", id: UNKNOWN },
        { name: "a", id: UNKNOWN },
      ],
      steps: [{ name: "b", id: UNKNOWN }],
      variables: { A: { value: UNKNOWN } },
      login: UNKNOWN,
    });
    const state = {
      domains: [{ name: "a", id: "1" }],
      steps: [{ name: "a", id: "2" }],
      variables: { A: { value: "made" } },
      login: { user: "u", password: "p" },
    };
    expect(previewOutputs(nested, inputs, state)).toEqual({
      ...state,
      domains: [
        { name: "b", id: UNKNOWN },
        { name: "a", id: "1" },
      ],
      steps: [{ name: "b", id: "2" }],
    });
  });

  test("secrets are wrapped, and within a secret once more, as the bridge does it", () => {
    expect(
      wrapSecrets(nested, { variables: { A: { value: "1", more: 1 } }, login: { user: "u", password: "p" } }),
    ).toEqual({
      variables: { A: { value: new Secret("1") } },
      login: new Secret({ user: "u", password: new Secret("p") }),
    });
    expect(wrapSecrets(nested, { login: UNKNOWN })).toEqual({ login: new Secret(UNKNOWN) });
  });

  test("inputs are those that there were, with what has changed, come and gone on the server", () => {
    const resource = tableOf({ type: "t", properties: nested });
    const state = {
      domains: [
        { name: "b", id: "2" },
        { name: "c", id: "3" },
      ],
      variables: { A: { value: "other" }, B: { value: "new" } },
      login: { user: "u", password: "p" },
    };
    const old = { domains: [{ name: "a" }, { name: "b" }], variables: { A: {}, C: { value: "gone" } } };
    expect(inputsFromState(resource, state, old)).toEqual({
      domains: [{ name: "b" }, { name: "c" }],
      variables: { A: {}, B: { value: "new" } },
    });
    expect(inputsFromState(resource, state, undefined)).toEqual({
      domains: [{ name: "b" }, { name: "c" }],
      variables: { A: { value: "other" }, B: { value: "new" } },
    });
  });
});
