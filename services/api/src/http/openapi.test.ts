import { validate } from "@hyperjump/json-schema/openapi-3-1";
import { describe, expect, it } from "vitest";
import { createTestApp, RELEASE } from "../../test/server.ts";

describe("GET /openapi.json", () => {
  it("is a valid description by the rules of OpenAPI 3.1, and the same every time", async () => {
    const { app } = createTestApp();
    const response = await app.request("/openapi.json");
    expect(response.headers.get("content-type")).toBe("application/json");
    const description = JSON.parse(await response.text());
    const result = await validate("https://spec.openapis.org/oas/3.1/schema-base", description, "DETAILED");
    expect(result).toMatchObject({ valid: true });
    expect(await (await app.request("/openapi.json")).json()).toEqual(description);
  });

  it("lists every route, and the release", async () => {
    const description = JSON.parse(await (await createTestApp().app.request("/openapi.json")).text());
    expect(description.info.version).toBe(RELEASE.version);
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining([
        "/healthz",
        "/readyz",
        "/version",
        "/accounts",
        "/guests",
        "/sessions",
        "/me",
        "/rooms",
        "/socket",
      ]),
    );
    expect(description.components.schemas).toHaveProperty("Error");
  });
});
