import { environmentNameSchema } from "@live-listen/protocol";
import { describe, expect, it } from "vitest";
import { checkVariables } from "./variables.ts";

const staging = {
  NEXT_PUBLIC_APP_ENV: "staging",
  NEXT_PUBLIC_API_URL: "https://api.staging.live-listen.app",
  NEXT_PUBLIC_WS_URL: "wss://api.staging.live-listen.app",
};

function faultsOf(values: Parameters<typeof checkVariables>[0]): string[] {
  const result = checkVariables(values);
  return result.ok ? [] : result.faults.map(({ sentence }) => sentence);
}

describe("checkVariables", () => {
  it("hands good values on as they are", () => {
    expect(checkVariables(staging)).toEqual({ ok: true, variables: staging });
  });

  it("takes each environment that the protocol knows, and tells which they are", () => {
    for (const name of environmentNameSchema.options) {
      expect(faultsOf({ ...staging, NEXT_PUBLIC_APP_ENV: name })).toEqual([]);
    }
    expect(faultsOf({ ...staging, NEXT_PUBLIC_APP_ENV: "prod" })).toEqual([
      `NEXT_PUBLIC_APP_ENV must be one of ${environmentNameSchema.options.join(", ")}.`,
    ]);
  });

  it("tells every fault at once", () => {
    expect(faultsOf({ NEXT_PUBLIC_APP_ENV: "", NEXT_PUBLIC_API_URL: "ftp://a.app" })).toEqual([
      "NEXT_PUBLIC_APP_ENV is not set.",
      "NEXT_PUBLIC_API_URL must begin with http:// or https://.",
      "NEXT_PUBLIC_WS_URL is not set.",
    ]);
  });

  it("allows unencrypted addresses in the local environment alone", () => {
    const plain = { NEXT_PUBLIC_API_URL: "http://localhost:3001", NEXT_PUBLIC_WS_URL: "ws://localhost:3001" };
    expect(faultsOf({ ...plain, NEXT_PUBLIC_APP_ENV: "local" })).toEqual([]);
    expect(faultsOf({ ...plain, NEXT_PUBLIC_APP_ENV: "production" })).toEqual([
      "NEXT_PUBLIC_API_URL must begin with https://.",
      "NEXT_PUBLIC_WS_URL must begin with wss://.",
    ]);
  });
});
