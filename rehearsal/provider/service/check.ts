import type { CheckRequest, CheckResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { autoName } from "../table/auto-name.ts";
import { checkInputs } from "../table/check.ts";
import { wrapSecrets } from "../table/outputs.ts";
import { decode, encode } from "../wire/values.ts";
import type { CallContext } from "./method.ts";
import { tableOf } from "./resources.ts";
import type { Sessions } from "./session.ts";

/** Checks what a program gives for a resource, and fills in names and defaults. */
export function check(sessions: Sessions, request: CheckRequest, context: CallContext): CheckResponse {
  const resource = tableOf(sessions, request, context);
  const named = autoName(
    resource.properties,
    decode(request.getNews()),
    decode(request.getOlds()),
    request.getName(),
    request.getRandomseed_asU8(),
  );
  const { values, failures } = checkInputs(resource, named);
  const response = new provider.CheckResponse();
  if (failures.length === 0) return response.setInputs(encode(wrapSecrets(resource.properties, values)));
  return response.setFailuresList(
    failures.map(({ property, reason }) =>
      new provider.CheckFailure().setProperty(property).setReason(`${property} ${reason}`),
    ),
  );
}
