import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeNotification, encodeNotification, type Notification, presenceNotifications } from "./notification.ts";

const [room, instance, person] = [randomUUID(), randomUUID(), randomUUID()];

describe("a notification", () => {
  it.each<[Notification]>([
    [{ kind: "chat", room, sequence: 1 }],
    [{ kind: "presence", room, instance, people: [person] }],
    [{ kind: "gone", instance }],
    [{ kind: "removed", room, person }],
    [{ kind: "ended", room }],
  ])("is read as it was written: %j", (notification) => {
    expect(decodeNotification(encodeNotification(notification))).toEqual(notification);
  });

  it("of another release, or of nobody, is none", () => {
    for (const payload of [
      "",
      "{",
      "[]",
      "null",
      '{"kind":"confetti"}',
      '{"kind":"ended"}',
      '{"kind":"gone","instance":"x"}',
    ]) {
      expect(decodeNotification(payload)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.json(), (payload) => {
        expect(decodeNotification(payload)).toBeUndefined();
      }),
    );
  });
});

describe("who came and who left", () => {
  it("is told in notifications that fit, each person once", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 500 }), (people) => {
        const notifications = presenceNotifications(room, instance, people);
        expect(notifications.flatMap((found) => (found.kind === "presence" ? found.people : []))).toEqual(people);
        for (const notification of notifications) {
          expect(Buffer.byteLength(encodeNotification(notification))).toBeLessThan(8_000);
        }
      }),
    );
  });
});
