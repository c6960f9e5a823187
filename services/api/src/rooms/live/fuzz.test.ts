import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { CloseCode, MAXIMUM_MESSAGE_BYTES } from "@live-listen/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMigratedDatabase } from "../../../test/accounts.ts";
import { useTestServer } from "../../../test/postgres.ts";
import { Opcode, type RawFrame, RawSocket } from "../../../test/raw-socket.ts";
import { addPerson, addRoom, serveRooms } from "../../../test/rooms.ts";

const server = useTestServer();

const FRAMES = 100_000;

/** Sockets that are open at the same time. */
const SOCKETS = 40;

/** What a server has to make of a frame: nothing but an answer to each ping in it, or the end. */
interface Step {
  readonly frames: readonly RawFrame[];
  readonly pings: readonly number[];
  /** Undefined when the socket goes on. */
  readonly code: number | undefined;
}

function text(value: string): RawFrame {
  return { opcode: Opcode.text, payload: Buffer.from(value) };
}

const bytes = fc.uint8Array({ maxLength: 125 });

/** A message in one frame, or in several with a ping of the WebSocket protocol in between. */
const ping = fc
  .record({ id: fc.maxSafeNat(), cuts: fc.array(fc.nat(60), { maxLength: 3 }) })
  .map(({ id, cuts }): Step => {
    const payload = Buffer.from(JSON.stringify({ type: "ping", id }));
    const ends = [...new Set(cuts.filter((cut) => cut < payload.length))].sort((a, b) => a - b);
    const frames = [...ends, payload.length].map((end, index, all): RawFrame => {
      const part = payload.subarray(all[index - 1] ?? 0, end);
      return {
        opcode: index === 0 ? Opcode.text : Opcode.continuation,
        payload: part,
        isFinal: index === all.length - 1,
      };
    });
    return { frames, pings: [id], code: undefined };
  });

const control = fc
  .record({ opcode: fc.constantFrom(Opcode.ping, Opcode.pong), payload: bytes })
  .map((frame): Step => ({ frames: [frame], pings: [], code: undefined }));

function fatal(code: number, frame: fc.Arbitrary<RawFrame>): fc.Arbitrary<Step> {
  return frame.map((made): Step => ({ frames: [made], pings: [], code }));
}

const messageLike = fc.oneof(
  fc.record({ type: fc.constantFrom("ping", "join", "renew", "chat", "__proto__"), id: fc.anything() }),
  fc.record({ type: fc.constant("chat"), id: fc.uuid(), text: fc.string() }),
  fc.record({ type: fc.constant("renew"), token: fc.string() }),
  fc.jsonValue(),
);

const notAPing = messageLike
  .map((value) => JSON.stringify(value) ?? "")
  .filter((value) => !/^\{"type":"ping","id":\d+\}$/.test(value))
  .map(text);

const end = fc.oneof(
  fatal(CloseCode.badMessage, fc.oneof(notAPing, fc.string().map(text))),
  fatal(
    CloseCode.unsupportedData,
    bytes.map((payload) => ({ opcode: Opcode.binary, payload })),
  ),
  fatal(
    CloseCode.invalidText,
    bytes.map((payload) => ({ opcode: Opcode.text, payload: Buffer.concat([payload, Buffer.of(0xff)]) })),
  ),
  fatal(
    CloseCode.messageTooBig,
    fc.nat(1_000).map((more) => text(" ".repeat(MAXIMUM_MESSAGE_BYTES + 1 + more))),
  ),
  fatal(
    CloseCode.protocolError,
    bytes.map((payload) => ({ opcode: Opcode.reserved, payload })),
  ),
  fatal(
    CloseCode.protocolError,
    bytes.map((payload) => ({ opcode: Opcode.continuation, payload })),
  ),
  fatal(
    CloseCode.protocolError,
    bytes.map((payload) => ({ opcode: Opcode.text, payload, isMasked: false })),
  ),
  fatal(
    CloseCode.protocolError,
    bytes.map((payload) => ({ opcode: Opcode.text, payload, isReservedBitSet: true })),
  ),
  fatal(
    CloseCode.protocolError,
    bytes.map((payload) => ({ opcode: Opcode.ping, payload, isFinal: false })),
  ),
  fatal(
    CloseCode.protocolError,
    fc
      .constantFrom(0, 999, 1005, 1006, 5000)
      .map((code) => ({ opcode: Opcode.close, payload: Buffer.of(code >> 8, code & 0xff) })),
  ),
  fatal(CloseCode.normal, fc.constant({ opcode: Opcode.close, payload: Buffer.of(1000 >> 8, 1000 & 0xff) })),
);

const conversation = fc.array(
  fc.oneof({ weight: 32, arbitrary: ping }, { weight: 8, arbitrary: control }, { weight: 1, arbitrary: end }),
  {
    minLength: 20,
    maxLength: 60,
  },
);

/** Holds a conversation. @returns how many of its frames the server had to make something of. */
async function hold(port: number, steps: readonly Step[], join: RawFrame | undefined): Promise<number> {
  const socket = await RawSocket.open(port);
  if (join !== undefined) {
    socket.send([join]);
    await socket.until(({ texts }) => texts.some((heard) => heard.startsWith('{"type":"joined"')));
  }
  const fatalAt = steps.findIndex(({ code }) => code !== undefined);
  const before = fatalAt === -1 ? steps : steps.slice(0, fatalAt);
  const pings = before.flatMap((step) => step.pings);
  const pongs = () => socket.heard.texts.filter((heard) => heard.startsWith('{"type":"pong"'));
  socket.send(steps.flatMap(({ frames }) => frames));
  await socket.until(({ code }) => code !== undefined || (fatalAt === -1 && pongs().length === pings.length));
  expect(pongs()).toEqual(pings.map((id) => JSON.stringify({ type: "pong", id })));
  if (fatalAt !== -1) expect(socket.heard.code).toBe(steps[fatalAt]?.code);
  socket.destroy();
  await socket.ended;
  return before.reduce((sum, step) => sum + step.frames.length, 0) + (fatalAt === -1 ? 0 : 1);
}

/** Bytes in use once the garbage is gone. */
function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

describe("the protocol of the socket", () => {
  it(`answers ${FRAMES.toLocaleString("en")} frames of all kinds with pongs and the right close codes, and keeps nothing of them`, async () => {
    const database = await createMigratedDatabase(server());
    await using api = await serveRooms(database, { isLogKept: false });
    const ann = await addPerson(api.db);
    const room = await addRoom(api.db, ann);
    const join = text(JSON.stringify({ type: "join", room: room.slug, token: ann.token }));
    let frames = 0;
    let inUse = 0;
    // To somebody in the room, some of what is the end for others isn't.
    const inRoom = (steps: readonly Step[]) => steps.filter(({ code }) => code !== CloseCode.badMessage);
    const sockets = fc.array(conversation, { minLength: SOCKETS, maxLength: SOCKETS });
    const run = async () =>
      await fc.assert(
        fc.asyncProperty(sockets, async (conversations) => {
          const counts = await Promise.all(
            conversations.map((steps, index) =>
              index % 10 === 0 ? hold(api.server.port, inRoom(steps), join) : hold(api.server.port, steps, undefined),
            ),
          );
          frames += counts.reduce((sum, count) => sum + count);
        }),
        { numRuns: 5 },
      );
    while (frames < FRAMES) {
      await run();
      inUse ||= heapInUse();
    }
    await expect.poll(() => api.sockets.size).toBe(0);
    await expect.poll(() => api.rooms.size).toBe(0);
    expect(heapInUse() - inUse).toBeLessThan(16 * 1024 * 1024);
  });
});
