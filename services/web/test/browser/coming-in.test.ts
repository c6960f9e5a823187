import { describe, expect, it } from "vitest";
import { counted } from "../harness/counted.ts";
import { openRooms } from "../harness/open-rooms.ts";
import { comeAsGuest, inside, joinRoom, openRoom } from "../harness/steps.ts";
import { useSite } from "../harness/use-site.ts";

const { site, visit } = useSite();
const password = "correct horse battery staple";

describe("somebody new", () => {
  it("makes an account, is known again after a reload, signs out and in again", async () => {
    const { page, allow } = await visit();
    allow(/status of 401 .*\/sessions$/);
    await page.goto("/");
    await page.getByRole("link", { name: "create an account" }).click();
    await page.getByRole("heading", { name: "Create an account" }).waitFor();
    await page.getByLabel("Your name").fill("Ann");
    await page.getByLabel("E-mail address").fill("ann@example.org");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByRole("heading", { name: "Open a room" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/");

    await page.reload();
    await page.locator(".account-name", { hasText: "Ann" }).waitFor();

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("banner").getByRole("link", { name: "Sign in" }).click();
    await page.getByLabel("E-mail address").fill("ann@example.org");
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").filter({ hasText: "password is wrong" }).waitFor();
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.locator(".account-name", { hasText: "Ann" }).waitFor();
  });

  it("is told what is missing, at the field where it is missing", async () => {
    const { page } = await visit();
    await page.goto("/register");
    await page.getByRole("button", { name: "Create account" }).click();
    for (const [label, fault] of [
      ["Your name", "Enter the name that others will see."],
      ["E-mail address", "Enter your e-mail address."],
      ["Password", "Use 8 characters or more."],
    ] as const) {
      const field = page.getByLabel(label);
      expect(await field.getAttribute("aria-invalid")).toBe("true");
      const note = await field.getAttribute("aria-describedby");
      expect(await page.locator(`[id="${note}"]`).innerText()).toBe(fault);
    }
    expect(await page.evaluate("document.activeElement.name")).toBe("name");
  });

  it("follows a link and is in the room with nothing but a name, and still after a reload", async () => {
    const host = await visit();
    await host.page.goto("/");
    await comeAsGuest(host.page, "Hanna");
    const url = await openRoom(host.page, "Morning show", { isPrivate: true });
    await counted(site(), url, 1);

    const { page } = await visit();
    await page.goto(url);
    await page.getByRole("heading", { name: "Morning show" }).waitFor();
    await page.getByText("1 here").waitFor();
    await comeAsGuest(page, "Greta");
    await inside(page);
    expect(page.url()).toBe(url);
    await page.getByRole("complementary").getByText("Greta").waitFor();
    await host.page.getByRole("complementary").getByText("Greta").waitFor();

    await page.reload();
    await inside(page);
    await page.getByRole("complementary").getByText("2 here").waitFor();
  });

  it("comes back to the room after signing in", async () => {
    const host = await visit();
    await host.page.goto("/");
    await comeAsGuest(host.page, "Hanna");
    const url = await openRoom(host.page, "Evening show");

    const { page } = await visit();
    await page.goto(url);
    await page.getByRole("link", { name: "create an account" }).click();
    await page.getByLabel("Your name").fill("Bob");
    await page.getByLabel("E-mail address").fill("bob@example.org");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Create account" }).click();
    await inside(page);
    expect(page.url()).toBe(url);
    await page.goBack();
    expect(page.url()).toBe(url);
  });
});

describe("the list of rooms", () => {
  it("shows public rooms with who is there, and no private ones", async () => {
    const { page } = await visit();
    await page.goto("/");
    await comeAsGuest(page, "Hanna");
    await openRoom(page, "Secret meeting", { isPrivate: true });
    await page.getByRole("link", { name: "Live Listen" }).click();
    await counted(site(), await openRoom(page, "Jazz hour"), 1);

    const other = await visit();
    await other.page.goto("/");
    const room = other.page.getByRole("listitem").filter({ hasText: "Jazz hour" });
    await room.getByText("1 here").waitFor();
    expect(await other.page.getByText("Secret meeting").count()).toBe(0);
    await room.getByRole("link").click();
    await other.page.getByLabel("Your name").waitFor();
  });

  it("goes on page by page", async () => {
    // Several people, as nobody may open so many rooms.
    for (const name of ["Ida", "Jon"]) await openRooms(site(), name, 11);
    const { page } = await visit();
    await page.goto("/");
    const cards = page.locator(".room-card:not(.placeholder)");
    await cards.nth(19).waitFor();
    expect(await cards.count()).toBe(20);
    await page.getByRole("button", { name: "Show more rooms" }).click();
    await cards.nth(21).waitFor();
  });
});

describe("the places of the page", () => {
  it("have titles, and the keyboard goes on where one is", async () => {
    const { page } = await visit();
    await page.goto("/");
    expect(await page.title()).toBe("Live Listen · Local");
    await page.getByRole("link", { name: "Status" }).click();
    await page.getByText("Connected", { exact: true }).waitFor();
    expect(await page.title()).toBe("Status · Live Listen · Local");
    expect(await page.evaluate("document.activeElement.tagName")).toBe("H1");
    await page.goBack();
    await page.getByRole("heading", { name: "Open rooms" }).waitFor();
    expect(await page.title()).toBe("Live Listen · Local");
  });

  it("lead home from an address where there is nothing, and from a room that there isn't", async () => {
    const { page, allow } = await visit();
    allow(/status of 404 .*\/rooms\/no-such-room/);
    await page.goto("/nowhere/at-all");
    await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
    await page.goto("/rooms/no-such-room");
    await page.getByRole("heading", { name: "There is no such room" }).waitFor();
    await page.getByRole("link", { name: "See all rooms" }).click();
    await page.getByRole("heading", { name: "Open rooms" }).waitFor();
  });

  it("tell somebody who is known of a room that there isn't, too", async () => {
    const { page, allow } = await visit();
    allow(/status of 404 .*\/rooms\/no-such-room/);
    await page.goto("/");
    await comeAsGuest(page, "Ann");
    await page.goto("/rooms/no-such-room");
    await page.getByRole("heading", { name: "There is no such room" }).waitFor();
  });
});

it("two tabs of one browser are one person, and leave together", async () => {
  const host = await visit();
  await host.page.goto("/");
  await comeAsGuest(host.page, "Hanna");
  const url = await openRoom(host.page, "Late show");
  const { page, context } = await visit();
  await joinRoom(page, url, "Greta");
  const second = await context.newPage();
  await second.goto(url);
  await inside(second);
  await host.page.getByRole("complementary").getByText("2 here").waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await second.getByLabel("Your name").waitFor();
  await host.page.getByRole("complementary").getByText("1 here").waitFor();
});
