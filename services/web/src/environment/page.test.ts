import { describe, expect, it } from "vitest";
import { type MetaSource, readPageVariables } from "./page.ts";

const local = {
  NEXT_PUBLIC_APP_ENV: "local",
  NEXT_PUBLIC_API_URL: "http://localhost:3001",
  NEXT_PUBLIC_WS_URL: "ws://localhost:3001",
};

/** A document that holds these `meta` elements. */
function page(metas: readonly (readonly [name: string, content: string])[]): MetaSource {
  return {
    querySelectorAll: (selector) =>
      metas
        .filter(([name]) => selector === `meta[name="${name}"]`)
        .map(([, content]) => ({ getAttribute: (attribute) => (attribute === "content" ? content : null) })),
  };
}

function sentences(source: MetaSource): string[] {
  const result = readPageVariables(source);
  return result.ok ? [] : result.faults.map(({ sentence }) => sentence);
}

describe("readPageVariables", () => {
  it("reads what was stamped", () => {
    expect(readPageVariables(page(Object.entries(local)))).toEqual({ ok: true, variables: local });
  });

  it("tells of a page that nobody stamped", () => {
    expect(sentences(page(Object.keys(local).map((name) => [name, ""])))).toEqual([
      "NEXT_PUBLIC_APP_ENV is not set.",
      "NEXT_PUBLIC_API_URL is not set.",
      "NEXT_PUBLIC_WS_URL is not set.",
    ]);
  });

  it("tells of a value that is missing or stands twice", () => {
    const entries = Object.entries(local);
    expect(sentences(page(entries.slice(0, 2)))).toEqual(["NEXT_PUBLIC_WS_URL is not set."]);
    expect(sentences(page([...entries, ["NEXT_PUBLIC_APP_ENV", "staging"]]))).toEqual([
      "NEXT_PUBLIC_APP_ENV is not set.",
    ]);
  });
});
