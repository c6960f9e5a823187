import { afterEach, describe, expect, it } from "vitest";
import { createMemoryLog } from "../../../test/memory-log.ts";
import { type EmptyDatabase, query, useTestServer } from "../../../test/postgres.ts";
import { NotificationListener } from "./listener.ts";

const server = useTestServer();
const running: NotificationListener[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((listener) => listener.stop()));
});

function listen(database: Pick<EmptyDatabase, "ownerUrl">) {
  const { log, lines } = createMemoryLog();
  const payloads: string[] = [];
  let times = 0;
  const listener = new NotificationListener({
    url: database.ownerUrl,
    applicationName: "the listener",
    channel: "a Channel",
    log,
    onPayload: (payload) => payloads.push(payload),
    onListening: () => {
      times += 1;
    },
  });
  running.push(listener);
  listener.start();
  return { listener, payloads, lines, times: () => times };
}

function notify(database: EmptyDatabase, payload: string) {
  return query(database.superuserUrl, "select pg_notify('a Channel', $1)", [payload]);
}

describe("the listener", () => {
  it("hears what is notified on its channel, in order", async () => {
    const database = await server().createDatabase();
    const { payloads, times } = listen(database);
    await expect.poll(times).toBe(1);
    for (const payload of ["1", "", "3"]) await notify(database, payload);
    await expect.poll(() => payloads).toEqual(["1", "", "3"]);
  });

  it("comes back when its connection is cut, and says that it may have missed something", async () => {
    const database = await server().createDatabase();
    const { payloads, times, lines } = listen(database);
    await expect.poll(times).toBe(1);
    const cut = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'the listener'";
    for (const time of [2, 3]) {
      await query(database.superuserUrl, cut);
      await expect.poll(times).toBe(time);
      await notify(database, `after ${time}`);
    }
    await expect.poll(() => payloads).toEqual(["after 2", "after 3"]);
    expect(lines.filter(({ msg }) => msg === "the connection that listens to the database broke")).toHaveLength(2);
  });

  it("waits for a database that isn't there yet, and complains once", async () => {
    const database = await server().createDatabase();
    process.kill(server().pid, "SIGKILL");
    const { times, lines } = listen(database);
    await expect.poll(() => lines.length).toBe(1);
    await server().startAgain();
    await expect.poll(times, { timeout: 20_000 }).toBe(1);
    expect(lines.map(({ msg }) => msg)).toEqual([
      "the connection that listens to the database broke",
      "listening to the database",
    ]);
  });

  it("stops while it is listening, and while it is trying to", async () => {
    const database = await server().createDatabase();
    const { listener, times } = listen(database);
    await expect.poll(times).toBe(1);
    await listener.stop();
    await expect
      .poll(() => query(database.superuserUrl, "select from pg_stat_activity where application_name = 'the listener'"))
      .toEqual([]);
    const nowhere = listen({ ownerUrl: "postgresql://nobody:nothing@127.0.0.1:1/nowhere" });
    await expect.poll(() => nowhere.lines.length).toBe(1);
    await nowhere.listener.stop();
  });
});
