import { describe, expect, it } from "vitest";
import { hears } from "../harness/hears.ts";
import { roomWithGuest } from "../harness/room-with-guest.ts";
import { comeAsGuest, joinRoom, openRoom, saidOn, say } from "../harness/steps.ts";
import { useSite } from "../harness/use-site.ts";

const test = useSite({ instances: 2 });
const { visit } = test;

describe("chat", () => {
  it("goes both ways, in order, and is there for whoever comes later", async () => {
    const { host, guest, url } = await roomWithGuest(test, "Both ways");
    await say(host.page, "Hello Greta");
    await hears(guest.page, "Hello Greta");
    await say(guest.page, "Hello Hanna\nhow are you?");
    await say(guest.page, "I hear you");
    const all = ["Hello Greta", "Hello Hanna\nhow are you?", "I hear you"];
    await hears(host.page, ...all);
    await hears(guest.page, ...all);
    expect(await host.page.locator(".message-author").allInnerTexts()).toEqual(["Hanna", "Greta"]);

    const late = await visit();
    await joinRoom(late.page, url, "Lars");
    await hears(late.page, ...all);
  });

  it("sends with Enter and the button, and not while there is nothing to say", async () => {
    const { host } = await roomWithGuest(test, "Keys");
    const box = host.page.getByRole("textbox", { name: "Message" });
    await box.fill("   ");
    await box.press("Enter");
    expect(await host.page.getByRole("button", { name: "Send" }).getAttribute("aria-disabled")).toBe("true");
    await box.fill("one");
    await box.press("Shift+Enter");
    await box.pressSequentially("two");
    await host.page.getByRole("button", { name: "Send" }).click();
    await hears(host.page, "one\ntwo");
    expect(await box.inputValue()).toBe("");
  });

  it("stays where somebody reads back, and tells how much is new", async () => {
    const { host, guest } = await roomWithGuest(test, "Long talk");
    const lines = Array.from({ length: 8 }, (_, index) => `${index}\n`.repeat(12).trim());
    for (const line of lines) await say(host.page, line);
    await hears(guest.page, ...lines);
    const atEnd = () =>
      guest.page.evaluate(`(() => {
      const list = document.querySelector("[role=log]");
      return list.scrollHeight - list.scrollTop - list.clientHeight <= 1;
    })()`);
    const top = () => guest.page.evaluate("document.querySelector('[role=log]').scrollTop");
    expect(await atEnd()).toBe(true);
    // The page learns of a scroll in the frame after it.
    await guest.page.evaluate(`new Promise((resolve) => {
      const list = document.querySelector("[role=log]");
      list.addEventListener("scroll", () => requestAnimationFrame(() => requestAnimationFrame(resolve)), { once: true });
      list.scrollTo(0, 0);
    })`);
    await say(host.page, "news");
    await say(host.page, "more news");
    await guest.page.getByRole("button", { name: "2 new messages" }).waitFor();
    expect(await top()).toBe(0);
    await guest.page.getByRole("button", { name: "2 new messages" }).click();
    await expect.poll(atEnd).toBe(true);
    expect(await guest.page.getByRole("button", { name: /new message/ }).count()).toBe(0);
    await say(host.page, "the end follows");
    await guest.page.getByText("the end follows").waitFor();
    await expect.poll(atEnd).toBe(true);
  });

  it("tells a screen reader of new messages, a few words at a time, and nothing of one's own", async () => {
    const { host, guest } = await roomWithGuest(test, "Read out");
    const heard = guest.page.locator(".chat").getByRole("status").first();
    await say(host.page, "Good morning");
    await expect.poll(() => heard.innerText(), { timeout: 10_000 }).toBe("Hanna: Good morning");
    await say(host.page, "one");
    await say(host.page, "two");
    await expect.poll(() => heard.innerText(), { timeout: 10_000 }).toBe("2 new messages, the last from Hanna");
    expect(await host.page.locator(".chat").getByRole("status").first().innerText()).toBe("");
  });
});

describe("the host", () => {
  it("removes a guest, who is told and can't come back", async () => {
    const { host, guest, url } = await roomWithGuest(test, "Manners");
    await guest.page.getByRole("complementary").getByText("Greta").waitFor();
    expect(await guest.page.getByRole("button", { name: /^Remove / }).count()).toBe(0);
    await host.page.getByRole("button", { name: "Remove Greta" }).click();
    await host.page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await host.page.getByRole("button", { name: "Remove Greta" }).click();
    await host.page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await guest.page.getByRole("heading", { name: "You were removed from this room" }).waitFor();
    await host.page.getByRole("complementary").getByText("1 here").waitFor();
    expect(await host.page.getByRole("dialog").count()).toBe(0);
    await guest.page.goto(url);
    await guest.page.getByRole("heading", { name: "You were removed from this room" }).waitFor();
  });

  it("ends the room; what was said stays to be read", async () => {
    const { host, guest, url } = await roomWithGuest(test, "Last words");
    await say(guest.page, "It was good");
    await hears(host.page, "It was good");
    expect(await guest.page.getByRole("button", { name: "End room" }).count()).toBe(0);
    await host.page.getByRole("button", { name: "End room" }).click();
    await host.page.getByRole("dialog").getByRole("button", { name: "End room" }).click();
    for (const { page } of [host, guest]) {
      await page.getByText("This room has ended").waitFor();
      expect(await page.getByRole("textbox", { name: "Message" }).count()).toBe(0);
      expect(await saidOn(page)).toEqual(["It was good"]);
    }
    const late = await visit();
    await late.page.goto(url);
    await late.page.getByText("This room has ended").waitFor();
    await comeAsGuest(late.page, "Lars");
    await hears(late.page, "It was good");
    await late.page.getByText("This room has ended").waitFor();
  });
});

it("copies the link of the room", async () => {
  const host = await visit({ permissions: ["clipboard-read", "clipboard-write"] });
  await host.page.goto("/");
  await comeAsGuest(host.page, "Hanna");
  const url = await openRoom(host.page, "Bring a friend", { isPrivate: true });
  await host.page.getByRole("button", { name: "Copy link" }).click();
  await host.page.getByText("The link is copied").waitFor();
  expect(await host.page.evaluate("navigator.clipboard.readText()")).toBe(url);
});
