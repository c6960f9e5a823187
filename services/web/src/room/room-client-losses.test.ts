import type { ChatMessage } from "@live-listen/protocol";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ann, at, bob, chats, createTestRoom, said } from "./test-room.ts";
import { shownMessages } from "./timeline.ts";

afterEach(() => vi.useRealTimers());

/** What becomes of each thing that one says: nothing goes wrong; the message is lost; it is stored and the answer lost; it comes to nothing for now. */
const fate = fc.constantFrom("stored", "lost", "answer lost", "refused for now");

describe("whatever is lost on the way", () => {
  it("everything said is stored once, in order, and shown without a gap beside what others said", async () => {
    vi.useFakeTimers();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fate, { maxLength: 20 }),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.nat(3), { maxLength: 20 }),
        async (fates, count, talk) => {
          const log: ChatMessage[] = [];
          const one = createTestRoom();
          let handled = 0;
          const append = (id: string, text: string, author = ann) => {
            const known = log.find((message) => message.id === id);
            const message = known ?? { ...said(log.length + 1, text, author), id };
            if (!known) log.push(message);
            return message;
          };
          const enter = async () => {
            await one.open();
            const join = one.sent.at(-1);
            const resume = join?.type === "join" ? (join.resume ?? 0) : 0;
            one.join(log.slice(resume), { resumed: resume > 0, sequence: log.length });
          };
          await enter();
          for (let index = 0; index < count; index += 1) one.client.say(`mine ${index}`);
          const othersTalk = (step: number) => {
            for (let other = 0; other < (talk[step] ?? 0); other += 1) {
              const message = append(crypto.randomUUID(), "theirs", bob);
              if (one.client.state.inside) one.hear({ type: "messages", messages: [message] });
            }
          };
          for (let step = 0; one.client.state.timeline.drafts.length > 0; step += 1) {
            othersTalk(2 * step);
            const chat = chats(one)[handled];
            if (!chat) throw new Error("Nothing is sent, though something is to be said.");
            handled += 1;
            const happens = fates[step] ?? "stored";
            if (happens === "refused for now") {
              one.hear({ type: "error", code: "too_fast", message: "Slower.", id: chat.id, retryAfterMs: 10 });
              await vi.advanceTimersByTimeAsync(10);
            } else if (happens === "stored") {
              const { id, sequence } = append(chat.id, chat.text);
              one.hear({ type: "stored", id, sequence, at });
            } else {
              if (happens === "answer lost") append(chat.id, chat.text);
              one.lose();
              othersTalk(2 * step + 1);
              await enter();
            }
          }
          expect(log.filter(({ author }) => author === ann).map(({ text }) => text)).toEqual(
            Array.from({ length: count }, (_, index) => `mine ${index}`),
          );
          expect(shownMessages(one.client.state.timeline)).toEqual(log);
        },
      ),
    );
  });
});
