import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Site } from "../harness/site.ts";
import { comeAsGuest, inside, joinRoom, openRoom, say } from "../harness/steps.ts";
import { openVisitor } from "../harness/visitor.ts";
import { withFewColours } from "./few-colours.ts";

const WIDE = { viewport: { width: 1200, height: 760 }, colorScheme: "light", reducedMotion: "reduce" } as const;
const PHONE = {
  viewport: { width: 390, height: 780 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  colorScheme: "dark",
  reducedMotion: "reduce",
} as const;

const OTHER_ROOMS = [
  ["Mira Okafor", "Learning to solder, live"],
  ["Tomás", "Vinyl Sundays: B-sides only"],
  ["Yuki", "Field recordings from the coast"],
] as const;

const TALK = [
  ["Lena Fischer", "Good morning everybody! We start with the weather and then it’s your questions."],
  ["Jonas", "Morning from Lisbon, sound is great today"],
  ["Priya N.", "Could you talk about the new tram line? It was all over the news here."],
  ["Lena Fischer", "Yes, right after the weather."],
  ["Lena Fischer", "The map I mentioned is here: https://example.org/tram-line-4"],
  ["Jonas", "Thank you!"],
  ["Amal", "صباح الخير من عمّان"],
  ["Priya N.", "Perfect, following along on the map now"],
] as const;

/**
 * Takes the pictures of the README: the list of rooms and a room, wide and light, and the room on a phone, dark.
 *
 * @param folder where they go.
 * @returns the paths of the files.
 */
export async function takePictures(site: Site, folder: string): Promise<string[]> {
  const closing: (() => Promise<void>)[] = [];
  const open = async (options: Parameters<typeof openVisitor>[1] = {}) => {
    const { page, context } = await openVisitor(site, options);
    closing.push(() => context.close());
    return page;
  };
  for (const [host, title] of OTHER_ROOMS) {
    const page = await open();
    await page.goto("/");
    await comeAsGuest(page, host);
    await openRoom(page, title);
  }
  const people = new Map<string, Page>();
  const host = await open(WIDE);
  await host.goto("/");
  await comeAsGuest(host, "Lena Fischer");
  const url = await openRoom(host, "The morning show");
  people.set("Lena Fischer", host);
  for (const name of ["Jonas", "Priya N.", "Amal"]) {
    const page = await open(name === "Amal" ? PHONE : {});
    await joinRoom(page, url, name);
    people.set(name, page);
  }
  for (const [index, [name, text]] of TALK.entries()) {
    const page = people.get(name);
    if (page) await say(page, text);
    for (const other of people.values()) await other.locator(".message:not(.draft) .message-text").nth(index).waitFor();
  }
  await host.getByRole("complementary").getByText("4 here").waitFor();

  const rooms = await open(WIDE);
  await rooms.goto("/");
  await comeAsGuest(rooms, "Nora");
  while ((await rooms.getByText("4 here").count()) === 0) await rooms.getByRole("button", { name: "Refresh" }).click();
  await rooms.getByLabel("What is it about?").fill("Book club, chapter four");
  await rooms.getByRole("heading", { name: "Open a room" }).click();

  const phone = people.get("Amal") ?? host;
  await inside(phone);
  const pictures: [string, Page][] = [
    ["rooms.png", rooms],
    ["room.png", host],
    ["room-on-a-phone.png", phone],
  ];
  const paths: string[] = [];
  for (const [name, page] of pictures) {
    const path = join(folder, name);
    await page.evaluate("document.activeElement?.blur()");
    await writeFile(path, withFewColours(await page.screenshot()));
    paths.push(path);
  }
  for (const close of closing) await close();
  return paths;
}
