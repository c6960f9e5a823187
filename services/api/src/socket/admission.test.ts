import { subprotocolOf } from "@live-listen/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admit } from "./admission.ts";

const webUrl = "https://live-listen.app";
const handshake: Record<string, string> = {
  connection: "keep-alive, Upgrade",
  upgrade: "websocket",
  "sec-websocket-version": "13",
  "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  "sec-websocket-protocol": `other, ${subprotocolOf(1)}`,
  origin: webUrl,
};

function admitWith(changes: Record<string, string | undefined>) {
  const headers = { ...handshake, ...changes };
  return admit((name) => headers[name], { webUrl, stopping: false });
}

describe("a handshake", () => {
  it("is admitted with the spellings that RFC 6455 allows", () => {
    for (const changes of [{}, { upgrade: "WebSocket" }, { connection: "UPGRADE" }, { origin: undefined }]) {
      expect(admitWith(changes)).toMatchObject({ ok: true, negotiation: { kind: "accepted", version: 1 } });
    }
  });

  it("is admitted with a version of ours that isn't spoken, to be told so", () => {
    const admission = admitWith({ "sec-websocket-protocol": subprotocolOf(99) });
    expect(admission).toMatchObject({ ok: true, negotiation: { kind: "unsupported" } });
  });

  it("is never admitted from an origin that isn't the web app's, however alike", () => {
    for (const origin of [
      "",
      "null",
      `${webUrl}/`,
      `${webUrl}.evil.example`,
      "http://live-listen.app",
      webUrl.toUpperCase(),
    ]) {
      expect(admitWith({ origin })).toMatchObject({ ok: false, fault: { status: 403 } });
    }
    fc.assert(
      fc.property(fc.webUrl(), (origin) => {
        expect(admitWith({ origin }).ok).toBe(false);
      }),
    );
  });

  it("is decided about without throwing, whatever its headers hold", () => {
    const changes = fc.dictionary(fc.constantFrom(...Object.keys(handshake)), fc.string());
    fc.assert(
      fc.property(changes, (headers) => {
        expect(admitWith(headers)).toHaveProperty("ok");
      }),
    );
  });
});
