import { z } from "zod";

const LEGACY = ["free", "starter", "standard", "pro", "pro_plus", "custom"] as const;
const BASIC = ["basic_256mb", "basic_1gb", "basic_4gb"] as const;
const PRO = [
  "pro_4gb",
  "pro_8gb",
  "pro_16gb",
  "pro_32gb",
  "pro_64gb",
  "pro_128gb",
  "pro_192gb",
  "pro_256gb",
  "pro_384gb",
  "pro_512gb",
] as const;
const ACCELERATED = [
  "accelerated_16gb",
  "accelerated_32gb",
  "accelerated_64gb",
  "accelerated_128gb",
  "accelerated_256gb",
  "accelerated_384gb",
  "accelerated_512gb",
  "accelerated_768gb",
  "accelerated_1024gb",
] as const;

/** Render's plans of Postgres. */
export const plan = z.enum([...LEGACY, ...BASIC, ...PRO, ...ACCELERATED]);

/** Whether Render keeps an instance's past, so that it can be recovered: of all plans but the free one. */
export function keepsPast({ plan }: { readonly plan: string }): boolean {
  return plan !== "free";
}

/**
 * Whether an instance of a plan may have a standby.
 *
 * @see https://render.com/docs/postgresql-high-availability
 */
export function mayBeHighlyAvailable({ plan }: { readonly plan: string }): boolean {
  return /^(pro|accelerated)(_|$)|^custom$/.test(plan);
}
