import { Hono } from "hono";
import { z } from "zod";
import { codeOf } from "../../fault.ts";
import { check } from "../../http/check.ts";
import { badRequest } from "../refusal.ts";
import { type Authenticated, type StandIn, teamOf } from "../stand-in.ts";

const digest = z
  .string()
  .regex(/^[0-9a-f]{40}$/i, "must be a SHA-1 in 40 hexadecimal digits")
  .toLowerCase();
const size = z.coerce.number().int().min(0, "must be a number of bytes");
const headers = z.object({
  "x-vercel-digest": digest.optional(),
  "x-now-digest": digest.optional(),
  "x-now-size": size.optional(),
  "content-length": size.optional(),
});

/**
 * The upload of files, of which deployments are made afterwards.
 *
 * @see https://vercel.com/docs/rest-api/deployments/upload-deployment-files
 */
export function fileRoutes({ files }: StandIn): Hono<Authenticated> {
  return new Hono<Authenticated>().on("POST", ["/v2/files", "/v2/now/files"], async (c) => {
    const given = check(c.req.header(), headers, "the headers", badRequest);
    const sha = given["x-vercel-digest"] ?? given["x-now-digest"];
    if (sha === undefined) throw badRequest("the header `x-vercel-digest` is missing");
    const announced = given["content-length"] ?? given["x-now-size"];
    const expected = { sha, ...(announced !== undefined && { size: announced }) };
    await files.receive(teamOf(c), c.req.raw.body ?? [], expected).catch((error: unknown) => {
      throw codeOf(error) === "ECONNRESET" ? badRequest("the upload was cut off") : error;
    });
    return c.json({ urls: [] });
  });
}
