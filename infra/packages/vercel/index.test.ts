import * as pulumi from "@pulumi/pulumi";
import { beforeEach, expect, test } from "vitest";

interface Declared {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

let declared: Declared[] = [];

await pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => {
    declared.push({ type, name, inputs });
    return { id: `${name}-id`, state: { ...inputs, verified: true } };
  },
  call: ({ token }) => {
    throw new Error(`no test expects a call of ${token}`);
  },
});
const vercel = await import("./index.ts");

beforeEach(() => {
  declared = [];
});

function value<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply((found) => resolve(found)));
}

test("a project and what belongs to it register under the vendor's tokens", async () => {
  const project = new vercel.Project("web", { name: "web", autoAssignCustomDomains: false });
  const domain = new vercel.ProjectDomain("domain", { projectId: project.id, domain: "live-listen.app" });
  expect(await value(domain.verified)).toBe(true);
  expect(declared).toMatchObject([
    { type: "vercel:index/project:Project", inputs: { name: "web", autoAssignCustomDomains: false } },
    { type: "vercel:index/projectDomain:ProjectDomain", inputs: { projectId: "web-id", domain: "live-listen.app" } },
  ]);
});

test("the value of a variable is secret", async () => {
  const args = { projectId: "prj_1", key: "URL", value: "canary", sensitive: false, targets: ["production" as const] };
  const variable = new vercel.ProjectEnvironmentVariable("url", args);
  expect(await pulumi.isSecret(variable.value)).toBe(true);
  expect(await pulumi.isSecret(variable.key)).toBe(false);
});

test("arguments that are missing are told at once, by name", () => {
  const make = vercel.ProjectEnvironmentVariable as unknown as new (name: string, args: object) => unknown;
  expect(() => new make("url", { key: "URL" })).toThrow(
    'vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable "url" lacks projectId, sensitive: give it in the program.',
  );
});
