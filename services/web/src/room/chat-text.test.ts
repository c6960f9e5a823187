import { isChatText } from "@live-listen/protocol";
import fc from "fast-check";
import { expect, it } from "vitest";
import { toChatText } from "./chat-text.ts";

it("keeps what people see, and lines as lines", () => {
  expect(toChatText("  one\r\ntwo\tthree\u0000\u0007\rfour\u2028five  ")).toBe("one\ntwo\tthree\nfour\nfive");
});

it("makes something that may be said of whatever is typed or pasted, unless it says nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 500 }), (typed) => {
      const text = toChatText(typed);
      expect(text === "" || isChatText(text)).toBe(true);
    }),
  );
});
