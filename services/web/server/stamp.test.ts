import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WebFault } from "./fault.ts";
import { clearStamp, readStamp, stampIndexHtml } from "./stamp.ts";

const page = await readFile(join(import.meta.dirname, "../index.html"), "utf8");
const staging = {
  NEXT_PUBLIC_APP_ENV: "staging",
  NEXT_PUBLIC_API_URL: "https://api.staging.live-listen.app",
  NEXT_PUBLIC_WS_URL: "wss://api.staging.live-listen.app",
} as const;
const placeholder = '<meta name="NEXT_PUBLIC_WS_URL" content="" />';

describe("stampIndexHtml", () => {
  it("writes each value into its place and changes nothing else", () => {
    const stamped = stampIndexHtml(page, staging);
    expect(readStamp(stamped)).toEqual(staging);
    const lines = page.split("\n");
    const changed = stamped.split("\n").filter((line, index) => line !== lines[index]);
    expect(changed.map((line) => line.trim())).toEqual([
      '<meta name="NEXT_PUBLIC_APP_ENV" content="staging" />',
      '<meta name="NEXT_PUBLIC_API_URL" content="https://api.staging.live-listen.app" />',
      '<meta name="NEXT_PUBLIC_WS_URL" content="wss://api.staging.live-listen.app" />',
    ]);
  });

  it("refuses a page that is stamped already, for whatever environment", () => {
    const stamped = stampIndexHtml(page, staging);
    expect(() => stampIndexHtml(stamped, staging)).toThrow(
      new WebFault(
        "The page is stamped already (NEXT_PUBLIC_APP_ENV); build it anew with `npm run build -w @live-listen/web`.",
      ),
    );
  });

  it("refuses a page that lacks a placeholder or holds it twice", () => {
    expect(() => stampIndexHtml(page.replace(placeholder, ""), staging)).toThrow(
      /exactly one <meta name="NEXT_PUBLIC_WS_URL" content="">, but holds none/,
    );
    expect(() => stampIndexHtml(page.replace(placeholder, placeholder.repeat(2)), staging)).toThrow(/but holds 2/);
  });

  it("finds a placeholder whatever the order and the ending of its element", () => {
    for (const element of [
      '<meta content="" name="NEXT_PUBLIC_WS_URL">',
      '<meta name="NEXT_PUBLIC_WS_URL"\n content=""/>',
      '<meta data-x="1" name="NEXT_PUBLIC_WS_URL" content="" />',
    ]) {
      expect(readStamp(stampIndexHtml(page.replace(placeholder, element), staging))).toEqual(staging);
    }
  });

  it("escapes what would end the attribute or the element, and reads it back", () => {
    const text = fc.string({ minLength: 1 }).filter((value) => value !== "");
    fc.assert(
      fc.property(fc.oneof(text, fc.constantFrom('"><script>', "&amp;", "&quot;&", "$&", "$1")), (value) => {
        const stamped = stampIndexHtml(page, { ...staging, NEXT_PUBLIC_API_URL: value });
        expect(readStamp(stamped)).toEqual({ ...staging, NEXT_PUBLIC_API_URL: value });
        expect(stamped.match(/<script/g)).toHaveLength(1);
      }),
    );
  });
});

describe("readStamp", () => {
  it("tells an empty place from one that is missing or stands twice", () => {
    expect(readStamp(page)).toEqual({ NEXT_PUBLIC_APP_ENV: "", NEXT_PUBLIC_API_URL: "", NEXT_PUBLIC_WS_URL: "" });
    expect(readStamp(page.replace(placeholder, "")).NEXT_PUBLIC_WS_URL).toBeUndefined();
    expect(readStamp(page.replace(placeholder, placeholder.repeat(2))).NEXT_PUBLIC_WS_URL).toBeUndefined();
  });
});

describe("clearStamp", () => {
  it("gives the page back as it was built", () => {
    expect(clearStamp(stampIndexHtml(page, staging))).toBe(page);
    expect(clearStamp(page)).toBe(page);
  });
});
