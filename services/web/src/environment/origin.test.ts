import { describe, expect, it } from "vitest";
import { originFault, schemesOf } from "./origin.ts";

describe("originFault", () => {
  const https = schemesOf("http", false);

  it.each([
    "https://live-listen.app",
    "https://api.staging.live-listen.app",
    "https://localhost:3001",
    "https://[::1]:8443",
  ])("takes %s", (value) => {
    expect(originFault(value, https)).toBeUndefined();
  });

  it.each([
    ["http://live-listen.app", "must begin with https://"],
    ["live-listen.app", "must begin with https://"],
    ["wss://live-listen.app", "must begin with https://"],
    ["https://live-listen.app/", "must be an origin alone, such as https://live-listen.app"],
    ["https://live-listen.app/api", "must be an origin alone, such as https://live-listen.app"],
    ["https://live-listen.app:443", "must be an origin alone, such as https://live-listen.app"],
    ["https://Live-Listen.app", "must be an origin alone, such as https://live-listen.app"],
    ["https://user@live-listen.app", "must be an origin alone, such as https://live-listen.app"],
    ["https://a.app https://b.app", "must be a URL"],
    ["https://a.app;script-src", "must have a plain host name"],
    ["https://*.app", "must have a plain host name"],
    ["https://", "must be a URL"],
  ])("refuses %s", (value, fault) => {
    expect(originFault(value, https)).toBe(fault);
  });

  it("takes the plain scheme in the local environment as well", () => {
    expect(originFault("ws://localhost:3001", schemesOf("ws", true))).toBeUndefined();
    expect(originFault("wss://localhost:3001", schemesOf("ws", true))).toBeUndefined();
    expect(originFault("http://localhost:3001", schemesOf("ws", true))).toBe("must begin with ws:// or wss://");
  });
});
