import { describe, expect, it } from "vitest";
import { hears } from "../harness/hears.ts";
import { roomWithGuest } from "../harness/room-with-guest.ts";
import { comeAsGuest, inside, say } from "../harness/steps.ts";
import { useSite } from "../harness/use-site.ts";

const test = useSite({ instances: 2 });
const { site, visit } = test;

/** A network that is gone writes itself into the console. */
const NETWORK_GONE = /WebSocket connection to .* failed|net::ERR_|Failed to load resource/;

describe("a lost network", () => {
  it("is told, and afterwards nothing is missed and everything said is sent, once", async () => {
    const { host, guest } = await roomWithGuest(test, "Tunnel");
    guest.allow(NETWORK_GONE);
    host.allow(NETWORK_GONE);
    await say(host.page, "before");
    await hears(guest.page, "before");

    await guest.context.setOffline(true);
    site().gateway.cut();
    await guest.page.getByText("You’re offline").waitFor();
    await inside(host.page);
    await say(host.page, "missed one");
    await say(host.page, "missed two");
    await hears(host.page, "before", "missed one", "missed two");
    await say(guest.page, "from the tunnel");
    await guest.page.getByText("Sending as soon as you’re back…").waitFor();
    await say(guest.page, "still in it");

    await guest.context.setOffline(false);
    await inside(guest.page);
    const all = ["before", "missed one", "missed two", "from the tunnel", "still in it"];
    await hears(guest.page, ...all);
    await hears(host.page, ...all);
    expect(await guest.page.locator(".draft").count()).toBe(0);
  });

  it("on the side of the API is told, and got over as soon as somebody asks", async () => {
    const { host, guest } = await roomWithGuest(test, "Outage");
    for (const { allow } of [host, guest]) allow(NETWORK_GONE);
    site().gateway.close();
    await guest.page.getByText("Connection lost").waitFor();
    await say(guest.page, "are you there?");
    site().gateway.open();
    await guest.page.getByRole("button", { name: "Try now" }).click();
    await inside(guest.page);
    await inside(host.page);
    await hears(host.page, "are you there?");
    await hears(guest.page, "are you there?");
  });

  it("while the page is loaded is told, and got over", async () => {
    const { host, url } = await roomWithGuest(test, "Slow start");
    host.allow(NETWORK_GONE);
    site().gateway.close();
    const late = await visit();
    late.allow(NETWORK_GONE);
    await late.page.goto(url);
    await late.page.getByText("Live Listen doesn’t answer right now").waitFor();
    site().gateway.open();
    await late.page.getByRole("button", { name: "Try now" }).click();
    await comeAsGuest(late.page, "Lars");
    await inside(late.page);
  });
});

it("goes on through a deploy in the middle of a sentence", async () => {
  const { host, guest } = await roomWithGuest(test, "Deploy");
  for (const { allow } of [host, guest]) allow(NETWORK_GONE);
  const { gateway, instances, startInstance } = site();
  const old = await startInstance();
  gateway.leadTo(old.port);
  await guest.page.reload();
  await inside(guest.page);
  await say(host.page, "Before the");
  await hears(guest.page, "Before the");
  const [next] = instances;
  gateway.leadTo(next?.port ?? 0);
  const stopped = old.stop();
  await guest.page.getByText("Being updated, back in a moment").waitFor();
  await say(host.page, "deploy");
  await say(guest.page, "and after it");
  await stopped;
  await inside(guest.page);
  await hears(guest.page, "Before the", "deploy", "and after it");
  await hears(host.page, "Before the", "deploy", "and after it");
});
