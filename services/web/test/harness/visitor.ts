import type { BrowserContext, BrowserContextOptions, ConsoleMessage, Page } from "playwright-core";
import type { Site } from "./site.ts";

/** How long an expectation may take to come true, in milliseconds; machines that run everything at once are slow. */
const PATIENCE_MS = 15_000;

/** Somebody with a browser of their own, on one page. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong on the page so far: errors in its console, violations of its content security policy, exceptions. */
  readonly problems: readonly string[];
  /** Takes problems that read like this for part of what is tested. */
  allow(pattern: RegExp): void;
}

/** A browser that nobody has signed in with asks for a session and is told that there is none; browsers write that into the console. */
const NO_SESSION = /status of 401 .*\/sessions\/refresh$/;

/** Opens a browser of its own for somebody, as private windows do. */
export async function openVisitor(site: Site, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await site.browser.newContext({ locale: "en-GB", baseURL: site.url, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const found: string[] = [];
  const allowed: RegExp[] = [NO_SESSION];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") found.push(describe(message));
  });
  page.on("pageerror", (error) => found.push(String(error)));
  return {
    page,
    context,
    get problems() {
      return found.filter((problem) => !allowed.some((pattern) => pattern.test(problem)));
    },
    allow: (pattern) => allowed.push(pattern),
  };
}

function describe(message: ConsoleMessage): string {
  return `${message.text()} ${message.location().url}`;
}
