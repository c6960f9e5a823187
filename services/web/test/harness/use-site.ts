import type { BrowserContextOptions } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type Site, startSite } from "./site.ts";
import { openVisitor, type Visitor } from "./visitor.ts";

/** What the tests of a file have at hand. */
export interface TestSite {
  readonly site: () => Site;
  /** Opens a browser of its own for somebody; it is closed after the test, which fails when anything went wrong on the page. */
  readonly visit: (options?: BrowserContextOptions) => Promise<Visitor>;
}

/** Starts the product for the tests of a file. */
export function useSite(options: { instances?: number } = {}): TestSite {
  let site: Site | undefined;
  const visitors: Visitor[] = [];
  const started = () => {
    if (site === undefined) throw new Error("The site isn't up yet.");
    return site;
  };
  beforeAll(async () => {
    site = await startSite(options);
  });
  afterEach(async () => {
    const here = visitors.splice(0);
    await Promise.all(here.map(({ context }) => context.close()));
    expect(here.flatMap(({ problems }) => problems)).toEqual([]);
  });
  afterAll(() => site?.[Symbol.asyncDispose]());
  return {
    site: started,
    async visit(contextOptions) {
      const visitor = await openVisitor(started(), contextOptions);
      visitors.push(visitor);
      return visitor;
    },
  };
}
