import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityFaults } from "../harness/accessibility.ts";
import { hears } from "../harness/hears.ts";
import { comeAsGuest, inside, joinRoom, openRoom, say } from "../harness/steps.ts";
import { useSite } from "../harness/use-site.ts";

const { site, visit } = useSite();

/** What is hard on a layout: no place to break, no end, the other direction, signs of every kind. */
const LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
  .repeat(3)
  .slice(0, 120);
const LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff".repeat(3).slice(0, 80);
const HEBREW = "שלום לכולם, איך אתם?";

/** How far the page can be moved sideways, in pixels. */
function sideways(page: Page): Promise<number> {
  return page.evaluate("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");
}

/** A room in which something was said, with its host on the page. */
async function livelyRoom(page: Page, title: string): Promise<string> {
  await page.goto("/");
  await comeAsGuest(page, "Hanna");
  const url = await openRoom(page, title);
  await say(page, "Good morning, see https://live-listen.app");
  await hears(page, "Good morning, see https://live-listen.app");
  return url;
}

describe("every screen can be used by everybody, in light and dark colours, and on 320 pixels:", () => {
  const SCREENS: Record<string, (page: Page) => Promise<unknown>> = {
    "the first page of somebody new": async (page) => {
      await page.goto("/");
      await page.getByLabel("Your name").waitFor();
      await page.getByRole("button", { name: "Refresh" }).waitFor();
    },
    "the first page of somebody known": async (page) => {
      await livelyRoom(page, "Jazz hour");
      await page.getByRole("link", { name: "Live Listen" }).click();
      await page.getByRole("link", { name: "Jazz hour" }).first().waitFor();
      await page.getByRole("button", { name: "Open the room" }).click();
      await page.getByText("Give the room a title.").waitFor();
    },
    "signing in, with everything wrong": async (page) => {
      await page.goto("/sign-in");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText("Enter your password.").waitFor();
    },
    "making an account": (page) => page.goto("/register"),
    "the status": async (page) => {
      await page.goto("/status");
      await page.getByText("Connected", { exact: true }).waitFor();
    },
    "an address with nothing": (page) => page.goto("/nothing"),
    "a room": (page) => livelyRoom(page, "A room"),
    "a room in which nothing was said": async (page) => {
      await page.goto("/");
      await comeAsGuest(page, "Hanna");
      await openRoom(page, "Quiet", { isPrivate: true });
    },
    "the question before a room ends": async (page) => {
      await livelyRoom(page, "Ending");
      await page.getByRole("button", { name: "End room" }).click();
      await page.getByRole("dialog").waitFor();
    },
    "a room that has ended": async (page) => {
      await livelyRoom(page, "Ended");
      await page.getByRole("button", { name: "End room" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "End room" }).click();
      await page.getByText("This room has ended").waitFor();
    },
    "the door of a room": async (page) => {
      await livelyRoom(page, "Door");
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByLabel("Your name").waitFor();
    },
  };

  it.each(Object.keys(SCREENS))("%s", async (name) => {
    const { page } = await visit({ reducedMotion: "reduce" });
    await SCREENS[name]?.(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await sideways(page)).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

describe("on a phone", () => {
  const phone = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true };

  it("nothing sticks out, however long the words and names are", async () => {
    const host = await visit(phone);
    await host.page.goto("/");
    expect(await sideways(host.page)).toBe(0);
    await comeAsGuest(host.page, LONG_NAME);
    const url = await openRoom(host.page, LONG_WORD);
    await say(host.page, LONG_WORD);
    await say(host.page, `https://example.org/${LONG_WORD}`);
    await hears(host.page, LONG_WORD, `https://example.org/${LONG_WORD}`);
    const guest = await visit(phone);
    await guest.page.goto(url);
    await guest.page.getByLabel("Your name").waitFor();
    expect(await sideways(guest.page)).toBe(0);
    await comeAsGuest(guest.page, "Greta");
    await inside(guest.page);
    for (const { page } of [host, guest]) {
      await page.getByRole("button", { name: "2 here" }).click();
      await page.getByRole("dialog").getByText("Greta").waitFor();
      expect(await sideways(page)).toBe(0);
      await page.getByRole("button", { name: "Close" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await host.page.getByRole("link", { name: "Live Listen" }).click();
    await host.page.getByRole("link", { name: LONG_WORD }).waitFor();
    expect(await sideways(host.page)).toBe(0);
  });

  it("the host removes somebody from the list of people", async () => {
    const host = await visit(phone);
    await host.page.goto("/");
    await comeAsGuest(host.page, "Hanna");
    const url = await openRoom(host.page, "Small room");
    const guest = await visit(phone);
    await joinRoom(guest.page, url, "Greta");
    await host.page.getByRole("button", { name: "2 here" }).click();
    await host.page.getByRole("button", { name: "Remove Greta" }).click();
    await host.page.getByRole("dialog", { name: "Remove Greta?" }).getByRole("button", { name: "Remove" }).click();
    await guest.page.getByRole("heading", { name: "You were removed from this room" }).waitFor();
  });

  it("the place to write stays in sight with little height", async () => {
    const { page } = await visit(phone);
    await livelyRoom(page, "Keyboard up");
    await page.setViewportSize({ width: 320, height: 340 });
    const box = await page.getByRole("textbox", { name: "Message" }).boundingBox();
    expect(box && box.y + box.height).toBeLessThanOrEqual(340);
  });
});

it("text runs in its own direction", async () => {
  const { page } = await visit();
  await livelyRoom(page, HEBREW);
  await say(page, HEBREW);
  await hears(page, "Good morning, see https://live-listen.app", HEBREW);
  const direction = (selector: string) =>
    page.evaluate(`getComputedStyle([...document.querySelectorAll(${JSON.stringify(selector)})].at(-1)).direction`);
  expect(await direction("h1")).toBe("rtl");
  expect(await direction(".message-text")).toBe("rtl");
  expect(await direction(".composer-text")).toBe("ltr");
});

it("what people write is text, whatever it looks like", async () => {
  const script = '<script>document.title = "stolen"</script><img src=x onerror="document.title=\'stolen\'">';
  const host = await visit();
  await host.page.goto("/");
  await comeAsGuest(host.page, script.slice(0, 80));
  const url = await openRoom(host.page, script.slice(0, 120));
  await say(host.page, script);
  await hears(host.page, script);
  const guest = await visit();
  await joinRoom(guest.page, url, "Greta");
  await hears(guest.page, script);
  await guest.page.goto("/");
  await guest.page.getByRole("link", { name: script.slice(0, 120) }).waitFor();
  for (const { page } of [host, guest]) {
    expect(await page.title()).not.toBe("stolen");
    expect(await page.evaluate("document.querySelectorAll('main script, main img').length")).toBe(0);
  }
});

it("the page's policy lets no text become a page or a script", async () => {
  const { page, allow } = await visit();
  allow(/TrustedHTML/);
  await page.goto(site().url);
  const outcome = await page.evaluate(`(() => {
    try { document.body.innerHTML = "<b>x</b>"; return "taken"; } catch (error) { return error.name; }
  })()`);
  expect(outcome).toBe("TypeError");
});
