import { expect, test } from "vitest";
import { serveAnswers } from "../../platforms/test-server.ts";
import { examine } from "../examine.ts";
import { hostedChecks } from "./checks.ts";
import { standing } from "./test/subject.ts";

/** Asks four times half a minute each: `patientFetch`. */
const PATIENT_MILLISECONDS = 4 * 30_000;

test("a key that the platform refuses is told once, and what it would have opened is not looked at", async () => {
  const { url, requests } = await serveAnswers(() => ({ status: 401, body: { message: "Unauthorized" } }));
  const { subject } = await standing({});
  const access = { ...subject.access, render: { ...subject.access.render, url } };
  const findings = await examine(hostedChecks({ ...subject, access }, subject.outputs));
  const found = (name: string) => findings.find((finding) => finding.name === name);
  expect(found("Render workspace")?.sentence).toMatch(/^Render refuses the API key .*render:apiKey/);
  for (const name of ["Database", "Domain api.staging.live-listen.app"]) {
    expect(found(name)).toMatchObject({ verdict: "idle", sentence: expect.stringContaining("Render workspace") });
  }
  expect(requests).toHaveLength(1);
  expect(JSON.stringify(findings)).not.toContain("canary");
});

test("before the first up, the accounts are looked at already", async () => {
  const { subject } = await standing({ "tea-1": { status: 200, body: { id: "tea-1", name: "Live Listen" } } });
  const findings = await examine(hostedChecks(subject, undefined));
  expect(findings.map(({ name, verdict }) => [name, verdict])).toEqual([
    ["Render workspace", "good"],
    ["Vercel team", "wrong"],
    ["Stack staging", "wrong"],
  ]);
  expect(findings.at(-1)?.sentence).toBe("It was not brought up: run `npm run up -- staging`.");
});

test("a platform is given the time that its client's patience takes", async () => {
  const { subject } = await standing({});
  const asking = hostedChecks(subject, subject.outputs).filter(({ name }) => !name.startsWith("TLS "));
  expect(asking.length).toBeGreaterThan(4);
  for (const { milliseconds = 0 } of asking) expect(milliseconds).toBeGreaterThan(PATIENT_MILLISECONDS);
});
