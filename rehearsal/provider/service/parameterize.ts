import type { ParameterizedPackage } from "@live-listen/property-tables";
import type { ParameterizeRequest, ParameterizeResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { z } from "zod";
import { Fault } from "../../fault.ts";
import type { Package } from "../table/package.ts";
import type { CallContext } from "./method.ts";
import type { Sessions } from "./session.ts";

/** What the bridge's parameter holds, once it is out of its base64. */
const parameter = z.object({ remote: z.object({ url: z.string(), version: z.string() }) });

/** Which Terraform provider is asked for; without a version any will do. */
interface Wanted {
  readonly url: string;
  readonly version?: string | undefined;
}

/**
 * Makes the connection one of a package that the bridge would make of a Terraform provider: from the parameter of an
 * SDK, or from the arguments of `pulumi package add terraform-provider`.
 *
 * @throws Fault when that Terraform provider, or that version of it, is not served
 */
export function parameterize(
  sessions: Sessions,
  request: ParameterizeRequest,
  { peer }: CallContext,
): ParameterizeResponse {
  const served = find(sessions.parameterized, wantedOf(request));
  sessions.parameterize(peer, served.served);
  return new provider.ParameterizeResponse().setName(served.name).setVersion(served.version);
}

function wantedOf(request: ParameterizeRequest): Wanted {
  const value = request.getValue();
  if (!value) {
    const [url = "", version] = request.getArgs()?.getArgsList() ?? [];
    return { url, version };
  }
  const parsed = z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue("is no JSON");
        return z.NEVER;
      }
    })
    .pipe(parameter)
    .safeParse(Buffer.from(value.getValue_asU8()).toString());
  if (parsed.success) return parsed.data.remote;
  throw new Fault(
    `The parameter of the package "${value.getName()}" names no Terraform provider and version: generate its SDK again with "pulumi package add terraform-provider".`,
  );
}

function find(
  packages: readonly (ParameterizedPackage & { readonly served: Package })[],
  { url, version }: Wanted,
): ParameterizedPackage & { readonly served: Package } {
  const found = packages.find(({ terraformProvider }) => [terraformProvider, shortOf(terraformProvider)].includes(url));
  if (!found) {
    const all = packages.map(({ terraformProvider }) => terraformProvider).join(", ") || "none";
    throw new Fault(
      `The Terraform provider "${url}" is not served here (served: ${all}): take terraform-provider out of PULUMI_DEBUG_PROVIDERS to use the real one.`,
    );
  }
  if (version === undefined || version === found.version) return found;
  throw new Fault(
    `The Terraform provider "${url}" is served here as version ${found.version} and not as ${version}: use the SDK of ${found.version}, or take terraform-provider out of PULUMI_DEBUG_PROVIDERS.`,
  );
}

/** On a command line the registry may be left out. */
function shortOf(terraformProvider: string): string {
  return terraformProvider.slice(terraformProvider.indexOf("/") + 1);
}
