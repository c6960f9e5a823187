import type { Page } from "playwright-core";

/** Comes in as a guest, wherever the page asks for a name. */
export async function comeAsGuest(page: Page, name: string): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: /^(Continue as a guest|Join the room|Read what was said)$/ }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
}

/** Opens a room from the first page, as somebody who has come in. @returns the room's address. */
export async function openRoom(page: Page, title: string, { isPrivate = false } = {}): Promise<string> {
  await page.getByLabel("What is it about?").fill(title);
  await page.getByLabel(isPrivate ? "Whoever has the link" : "Everybody").check();
  await page.getByRole("button", { name: "Open the room" }).click();
  await inside(page);
  return page.url();
}

/** Follows the link of a room as somebody whom nobody knows. */
export async function joinRoom(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url);
  await comeAsGuest(page, name);
  await inside(page);
}

/** Waits until one is in the room, connected. */
export async function inside(page: Page): Promise<void> {
  await page.getByText("Live", { exact: true }).waitFor();
}

/** Says something in the chat. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.keyboard.press("Enter");
}

/** What stands in the chat, oldest first. */
export function saidOn(page: Page): Promise<string[]> {
  return page.locator(".message:not(.draft) .message-text").allInnerTexts();
}
