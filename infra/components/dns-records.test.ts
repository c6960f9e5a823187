import { environments, isHosted } from "@live-listen/stacks";
import { expect, test } from "vitest";
import { apiRecord, webRecord } from "./dns-records.ts";

const [staging, production] = environments.filter(isHosted);
if (!staging || !production) throw new Error("The matrix lacks staging or production.");

test("the API's name leads to its host at Render, within the zone", () => {
  expect(apiRecord(staging, "api-x.onrender.com")).toEqual({
    name: "api.staging",
    type: "CNAME",
    value: "api-x.onrender.com",
  });
  expect(apiRecord(production, "api-y.onrender.com").name).toBe("api");
});

test("a web name below the zone is an alias of Vercel's; the zone's own name, which takes none, has Vercel's address", () => {
  expect(webRecord(staging)).toEqual({ name: "staging", type: "CNAME", value: "cname.vercel-dns.com" });
  expect(webRecord(production)).toEqual({ name: "", type: "A", value: "76.76.21.21" });
});
