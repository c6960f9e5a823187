import { expect, test } from "vitest";
import { serveAnswers } from "../../platforms/test-server.ts";
import { look } from "../test/look.ts";
import { webCheck } from "./web.ts";

const page = { status: 200, text: "<html>" };
const commit = "0123456789abcdef0123456789abcdef01234567";

/** Looks at a web server whose manifest is a text. */
async function outcomeOf(manifest: string) {
  const { url } = await serveAnswers((request) =>
    request.url === "/release.json" ? { status: 200, text: manifest } : page,
  );
  return { url, ...(await look(webCheck({ url, logFile: "/clone/web.log", owner: async () => undefined }))) };
}

test("the web server tells the release that it serves", async () => {
  const manifest = { version: "1.2.3", commit, image: "x", bundleHash: "0".repeat(64) };
  const { url, verdict, sentence } = await outcomeOf(JSON.stringify(manifest));
  expect([verdict, sentence]).toEqual(["good", `Answers at ${url}, release 1.2.3 (${commit}).`]);
});

test("one that serves the sources has none to tell", async () => {
  const { url, verdict, sentence } = await outcomeOf(page.text);
  expect([verdict, sentence]).toEqual(["good", `Answers at ${url}.`]);
});
