import { expect, test } from "vitest";
import { postgresPlan } from "./postgres-plan.ts";

const sentence = expect.stringMatching(/^must be a plan of Render's Postgres, such as /);

test.each(["free", "pro_plus", "basic_256mb", "pro_512gb", "accelerated_1024gb", "Custom 2TB"])(
  "%s is a plan",
  (plan) => {
    expect(postgresPlan.safeParse(plan).success).toBe(true);
  },
);

test.each(["", "custom", "basic_8gb", "pro-4gb", "PRO_4GB", "accelerated_4gb", "pro_4gb "])("%j is none", (plan) => {
  expect(postgresPlan.safeParse(plan).error?.issues).toMatchObject([{ message: sentence }]);
});
