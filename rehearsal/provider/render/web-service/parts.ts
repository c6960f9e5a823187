import { z } from "zod";
import type { RenderClient } from "../client.ts";
import { type LogStreamOverride, readLogStream } from "../log-stream.ts";
import {
  type CustomDomain,
  customDomain,
  type EnvVar,
  envVar,
  type NotificationOverride,
  notificationOverride,
  type SecretFile,
  secretFile,
} from "./answer.ts";

/** What belongs to a service and has to be asked for apart. */
export interface ServiceParts {
  readonly envVars: readonly EnvVar[];
  readonly secretFiles: readonly SecretFile[];
  readonly customDomains: readonly CustomDomain[];
  readonly notificationOverride: NotificationOverride;
  readonly logStreamOverride: LogStreamOverride | undefined;
}

/** Domains come in pages of this many. */
const DOMAIN_LIMIT = 100;

/** Asks for all that belongs to a service. */
export async function readParts(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  logStream: LogStreamOverride | undefined,
): Promise<ServiceParts> {
  const envVars = await readPages(client, signal, id, "env-vars", z.object({ envVar }));
  const secretFiles = await readPages(client, signal, id, "secret-files", z.object({ secretFile }));
  return {
    envVars: envVars.map((item) => item.envVar),
    secretFiles: secretFiles.map((item) => item.secretFile),
    customDomains: await readCustomDomains(client, signal, id),
    notificationOverride: await readNotificationOverride(client, signal, id),
    logStreamOverride: await readLogStream(client, signal, id, logStream),
  };
}

/** Asks for pages until one is empty, since a page that is not full may still have one after it. */
async function readPages<Item extends object>(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  kind: "env-vars" | "secret-files",
  item: z.ZodType<Item>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  const answer = z.array(z.intersection(item, z.object({ cursor: z.string() })));
  for (let cursor: string | undefined; ; ) {
    const purpose = `list the ${kind} of the service ${id}`;
    const page = await client.send({
      method: "GET",
      path: pathOf(id, kind),
      query: { cursor },
      answer,
      purpose,
      signal,
    });
    const last = page.at(-1);
    if (!last) return items;
    items.push(...page);
    cursor = last.cursor;
  }
}

/** The domains of a service, those among them that Render has added itself. */
export async function readCustomDomains(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
): Promise<readonly CustomDomain[]> {
  const domains: CustomDomain[] = [];
  const answer = z.array(z.object({ customDomain, cursor: z.string().optional() }));
  for (let cursor: string | undefined; ; ) {
    const query = { limit: String(DOMAIN_LIMIT), cursor };
    const purpose = `list the domains of the service ${id}`;
    const page = await client.send({
      method: "GET",
      path: pathOf(id, "custom-domains"),
      query,
      answer,
      purpose,
      signal,
    });
    domains.push(...page.map((item) => item.customDomain));
    cursor = page.at(-1)?.cursor;
    if (page.length < DOMAIN_LIMIT || cursor === undefined) return domains;
  }
}

function readNotificationOverride(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
): Promise<NotificationOverride> {
  const purpose = `show who is notified of the service ${id}`;
  const path = `/notification-settings/overrides/services/${encodeURIComponent(id)}`;
  return client.send({ method: "GET", path, answer: notificationOverride, purpose, signal });
}

/** Where a service, or a part of it, is in Render's API. */
export function pathOf(id: string, part?: string): string {
  return ["/services", encodeURIComponent(id), ...(part === undefined ? [] : [part])].join("/");
}
