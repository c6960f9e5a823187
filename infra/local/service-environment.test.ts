import { expect, test } from "vitest";
import { basicEnvironment } from "./service-environment.ts";

test("what a program needs to run is passed on, and nothing else that a person has exported", () => {
  const env = { PATH: "/bin", HOME: "/home/me", LANG: "", DATABASE_URL: "canary", NODE_OPTIONS: "--inspect" };
  expect(basicEnvironment(env)).toEqual({ PATH: "/bin", HOME: "/home/me" });
});
