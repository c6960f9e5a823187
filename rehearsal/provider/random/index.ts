import { definePackage } from "../table/package.ts";
import { randomPassword } from "./random-password.ts";

/** The package `@pulumi/random`, as far as it is served: everything happens in this process. */
export const random = definePackage({
  name: "random",
  configuration: {},
  resources: [randomPassword],
  connect: () => undefined,
  disconnect: async () => {},
});
