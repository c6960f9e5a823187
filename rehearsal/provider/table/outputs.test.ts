import type { PropertyTable } from "@live-listen/property-tables";
import { expect, test } from "vitest";
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
