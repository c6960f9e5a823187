import { expect, test } from "vitest";
import { UsageFault } from "../../../fault.ts";
import { FAULTS, offCommand, parseSwitch } from "./catalogue.ts";

test.each(Object.entries(FAULTS))("%s is switched where it strikes, and nowhere else", (name, { strikes }) => {
  const of = strikes === "an environment" ? "staging" : undefined;
  const one = parseSwitch(name, of);
  expect(one).toEqual(of ? { fault: name, environment: of } : { fault: name });
  expect(offCommand(one)).toBe(`npm run rehearse -- fault ${name}${of ? " staging" : ""} --off`);
  expect(() => parseSwitch(name, of ? undefined : "staging")).toThrow(UsageFault);
  expect(() => parseSwitch(name, "local")).toThrow(UsageFault);
});

test.each(["nothing", "toString", "__proto__", ""])("%j is no fault", (name) => {
  expect(() => parseSwitch(name, "staging")).toThrow(/^There is no fault called .*: it is one of pre-deploy-fails, /);
});
