import { expect, test } from "vitest";
import { RenderClient } from "./render/client.ts";
import { VercelClient } from "./vercel/client.ts";

test.each(["canary\n", "canary x", " canary", "canaryé"])(
  "%j is refused before it is sent, and not shown",
  (credential) => {
    for (const [key, make] of [
      ["render:apiKey", () => new RenderClient({ apiKey: credential })],
      ["vercel:apiToken", () => new VercelClient({ token: credential })],
    ] as const) {
      expect(make).toThrow(new RegExp(`^${key} holds a space`));
      expect(make).not.toThrow(/canary/);
    }
  },
);
