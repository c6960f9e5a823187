import { z } from "zod";

const PLANS: ReadonlySet<string> = new Set([
  ...["free", "starter", "standard", "pro", "pro_plus"],
  ...["256mb", "1gb", "4gb"].map((memory) => `basic_${memory}`),
  ...[4, 8, 16, 32, 64, 128, 192, 256, 384, 512].map((memory) => `pro_${memory}gb`),
  ...[16, 32, 64, 128, 256, 384, 512, 768, 1024].map((memory) => `accelerated_${memory}gb`),
]);

/** What Render calls a plan that it has made for one customer. */
const CUSTOM = /^Custom/;

/**
 * The instance types of Postgres that Render's own provider lets pass, which is before Render itself is asked.
 *
 * @see https://github.com/render-oss/terraform-provider-render/blob/v1.9.1/internal/provider/types/resource/postgres.go
 */
export const postgresPlan = z
  .string()
  .refine(
    (plan) => PLANS.has(plan) || CUSTOM.test(plan),
    "must be a plan of Render's Postgres, such as basic_256mb, pro_4gb or accelerated_16gb",
  );
