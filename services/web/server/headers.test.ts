import { describe, expect, it } from "vitest";
import { securityHeaders } from "./headers.ts";

const local = {
  NEXT_PUBLIC_APP_ENV: "local",
  NEXT_PUBLIC_API_URL: "http://localhost:3001",
  NEXT_PUBLIC_WS_URL: "ws://localhost:3001",
} as const;
const staging = {
  NEXT_PUBLIC_APP_ENV: "staging",
  NEXT_PUBLIC_API_URL: "https://api.staging.live-listen.app",
  NEXT_PUBLIC_WS_URL: "wss://api.staging.live-listen.app",
} as const;
const production = {
  NEXT_PUBLIC_APP_ENV: "production",
  NEXT_PUBLIC_API_URL: "https://api.live-listen.app",
  NEXT_PUBLIC_WS_URL: "wss://api.live-listen.app",
} as const;

function headersOf(variables: Parameters<typeof securityHeaders>[0]): Record<string, string> {
  return Object.fromEntries(securityHeaders(variables).map(({ name, value }) => [name, value]));
}

function policyOf(variables: Parameters<typeof securityHeaders>[0]): Map<string, string> {
  const directives = headersOf(variables)["Content-Security-Policy"]?.split("; ") ?? [];
  return new Map(
    directives.map((directive) => [directive.split(" ")[0] ?? "", directive.split(" ").slice(1).join(" ")]),
  );
}

describe("securityHeaders", () => {
  it.each([local, staging, production])(
    "lets the page of $NEXT_PUBLIC_APP_ENV reach its own API alone",
    (variables) => {
      expect(policyOf(variables).get("connect-src")).toBe(
        `${variables.NEXT_PUBLIC_API_URL} ${variables.NEXT_PUBLIC_WS_URL}`,
      );
    },
  );

  it("allows nothing that isn't named, nothing inline, and no framing", () => {
    const policy = policyOf(production);
    expect(policy.get("default-src")).toBe("'none'");
    expect(policy.get("frame-ancestors")).toBe("'none'");
    expect(policy.get("base-uri")).toBe("'none'");
    expect(policy.get("script-src")).toBe("'self'");
    expect([...policy.values()].join(" ")).not.toMatch(/unsafe|\*/);
  });

  it("asks for encryption for good outside the local environment", () => {
    expect(headersOf(local)).not.toHaveProperty("Strict-Transport-Security");
    for (const variables of [staging, production]) {
      expect(headersOf(variables)["Strict-Transport-Security"]).toBe("max-age=63072000; includeSubDomains");
    }
  });

  it("keeps search engines out of every environment but production", () => {
    expect(headersOf(staging)["X-Robots-Tag"]).toBe("noindex, nofollow");
    expect(headersOf(production)).not.toHaveProperty("X-Robots-Tag");
  });

  it("leaves the microphone to the host of a room and shuts every other device", () => {
    const features = headersOf(production)["Permissions-Policy"]?.split(", ") ?? [];
    expect(features.filter((feature) => !feature.endsWith("=()"))).toEqual(["autoplay=(self)", "microphone=(self)"]);
    expect(features).toContain("camera=()");
  });

  it("says the rest the same everywhere", () => {
    expect(headersOf(production)).toMatchObject({
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    });
  });
});
