import type { Page } from "playwright-core";
import { expect } from "vitest";
import { saidOn } from "./steps.ts";

/** How long the chat may take to be as expected, in milliseconds. */
const PATIENCE_MS = 15_000;

/** Waits until exactly this stands in the chat, in this order. */
export async function hears(page: Page, ...texts: string[]): Promise<void> {
  await expect.poll(() => saidOn(page), { timeout: PATIENCE_MS }).toEqual(texts);
}
