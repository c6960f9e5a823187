import { expect, test } from "vitest";
import { Fault, UsageFault } from "../fault.ts";
import { environmentArgument, localArgument } from "./environment-argument.ts";

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

test.each(["local", "staging", "production"])("%s is an environment", (name) => {
  expect(environmentArgument(name).name).toBe(name);
});

test.each(["", "Local", "prod", "toString"])("%j is none, which is wrong usage", (name) => {
  const thrown = thrownBy(() => environmentArgument(name));
  expect(thrown).toBeInstanceOf(UsageFault);
  expect((thrown as Fault).message).toBe(
    `There is no environment called ${name}: it is one of local, staging, production.`,
  );
});

test("a verb of this machine takes local; another environment is a failure and not wrong usage", () => {
  expect(localArgument("local", "up").name).toBe("local");
  const thrown = thrownBy(() => localArgument("staging", "up"));
  expect(thrown).toBeInstanceOf(Fault);
  expect(thrown).not.toBeInstanceOf(UsageFault);
  expect((thrown as Fault).message).toContain("run `npm run up -- local`");
  expect(thrownBy(() => localArgument("nowhere", "up"))).toBeInstanceOf(UsageFault);
});
