import { expect } from "vitest";
import type { Contract } from "./test-contract.ts";
import type { TemporaryRender } from "./test-render.ts";

/** Asks, and holds each request and each answer to the contract. */
export class Visit {
  readonly #render: TemporaryRender;
  readonly #contract: Contract;
  readonly #seen: string[] = [];

  constructor(render: TemporaryRender, of: Contract) {
    this.#render = render;
    this.#contract = of;
  }

  async ask(method: string, target: string, status: number, body?: unknown, apiKey?: string) {
    const [path = ""] = target.split("?");
    const name = `${method} ${target}`;
    // What is refused is wrong on purpose, in ways that the document doesn't tell.
    expect(this.#contract.ofRequest(method, target, body), name).toEqual([]);
    const answer = await this.#render.call(method, target, body, apiKey);
    expect(answer.status, `${name}: ${JSON.stringify(answer.body)}`).toBe(status);
    expect(this.#contract.ofAnswer(method, path, status, answer.body), name).toEqual([]);
    if (status >= 400) expect(answer.body, name).toEqual({ message: expect.any(String) });
    this.#seen.push(`${method} ${path}`);
    return (answer.body ?? {}) as Record<string, unknown>;
  }

  /** Whether an operation was asked for, by the path as it is served. */
  hasSeen(method: string, path: string): boolean {
    const form = new RegExp(`^${method} ${path.replace(/:\w+/g, "[^/]+")}$`);
    return this.#seen.some((one) => form.test(one));
  }
}
