import { isDeepStrictEqual } from "node:util";
import type {
  CheckRequest,
  CheckResponse,
  ConfigureRequest,
  ConfigureResponse,
  DiffRequest,
  DiffResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { Fault } from "../../fault.ts";
import { type Checked, checkProperties } from "../table/check.ts";
import type { Package } from "../table/package.ts";
import { decode, holdsUnknown, type Values } from "../wire/values.ts";
import type { CallContext } from "./method.ts";
import type { Sessions } from "./session.ts";

/** What the engine adds to a provider's configuration for itself. */
const ENGINE_OPTIONS = ["version", "pluginDownloadURL", "__internal"];

/**
 * Checks a provider's configuration. The engine gets back what it sent: defaults are filled in when the provider is
 * configured, so that a changed default is no change of every stack.
 */
export function checkConfig(sessions: Sessions, request: CheckRequest, { peer }: CallContext): CheckResponse {
  const served = sessions.packageOf(peer, typeOf(request.getUrn()));
  const { failures } = checkConfiguration(served, decode(request.getNews()));
  return new provider.CheckResponse()
    .setInputs(request.getNews())
    .setFailuresList(
      failures.map(({ property, reason }) =>
        new provider.CheckFailure().setProperty(property).setReason(sentence(served, property, reason)),
      ),
    );
}

/** Compares configurations. A change is applied in place: it never replaces what was made with the old one. */
export function diffConfig(request: DiffRequest): DiffResponse {
  const olds = withoutEngineOptions(decode(request.getOldInputs() ?? request.getOlds()));
  const news = withoutEngineOptions(decode(request.getNews()));
  const names = new Set([...Object.keys(olds), ...Object.keys(news)]);
  const changed = [...names].filter((name) => !isDeepStrictEqual(olds[name], news[name]));
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
  return new provider.DiffResponse().setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE).setDiffsList(changed);
}

/**
 * Opens the package with its configuration. In a preview that may hold values that are not known yet: then nothing is
 * opened, and the preview goes on without.
 *
 * @throws Fault when the configuration is wrong
 */
export async function configure(
  sessions: Sessions,
  request: ConfigureRequest,
  { peer }: CallContext,
): Promise<ConfigureResponse> {
  const served = sessions.packageOf(peer, request.getType() || typeOf(request.getUrn() ?? ""));
  const { values, failures } = checkConfiguration(served, decode(request.getArgs()));
  if (failures.length > 0) {
    throw new Fault(failures.map(({ property, reason }) => sentence(served, property, reason)).join(" "));
  }
  await sessions.configure(peer, holdsUnknown(values) ? undefined : served.open(values));
  return new provider.ConfigureResponse()
    .setSupportspreview(true)
    .setAcceptsecrets(false)
    .setAcceptresources(false)
    .setAcceptoutputs(false);
}

function sentence({ name }: Package, property: string, reason: string): string {
  const verb = reason.startsWith("is no ") || reason.startsWith("is not served") ? "rm" : "set";
  return `${name}:${property} ${reason}: run "pulumi config ${verb} ${name}:${property}".`;
}

function checkConfiguration(served: Package, given: Values): Checked {
  const options = Object.entries(withoutEngineOptions(given)).map(([name, value]) => [
    name,
    fromText(served, name, value),
  ]);
  return checkProperties(served.configuration, Object.fromEntries(options), `option of the ${served.name} provider`);
}

/** Stack configuration is text, and SDKs send everything but strings as JSON. */
function fromText(served: Package, name: string, value: unknown): unknown {
  const schema = served.configuration[name]?.schema;
  if (typeof value !== "string" || !schema || schema.safeParse(value).success) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function withoutEngineOptions(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !ENGINE_OPTIONS.includes(name)));
}

/** `urn:pulumi:stack::project::parent$type::name` (pulumi's sdk/go/common/resource/urn). */
function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
