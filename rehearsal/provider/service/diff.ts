import type { DiffRequest, DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { type Change, diff as compare } from "../table/diff.ts";
import { decode } from "../wire/values.ts";
import type { CallContext } from "./method.ts";
import { tableOf } from "./resources.ts";
import type { Sessions } from "./session.ts";

/** Compares what a program asks for with what is there. */
export function diff(sessions: Sessions, request: DiffRequest, context: CallContext): DiffResponse {
  const { changes, deleteBeforeReplace } = compare(tableOf(sessions, request, context), {
    inputs: decode(request.getNews()),
    oldInputs: decode(request.getOldInputs()),
    state: decode(request.getOlds()),
    ignoreChanges: request.getIgnorechangesList(),
    name: request.getName(),
  });
  const replaces = changes.filter((change) => change.replaces);
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
  const response = new provider.DiffResponse()
    .setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList(propertiesOf(changes))
    .setReplacesList(propertiesOf(replaces))
    .setDeletebeforereplace(replaces.length > 0 && deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const change of changes) response.getDetaileddiffMap().set(change.path, detailed(change));
  return response;
}

function propertiesOf(changes: readonly Change[]): string[] {
  return [...new Set(changes.map(({ property }) => property))];
}

function detailed({ kind, replaces, input }: Change): PropertyDiff {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = provider.PropertyDiff.Kind;
  const kinds = {
    add: [ADD, ADD_REPLACE],
    delete: [DELETE, DELETE_REPLACE],
    update: [UPDATE, UPDATE_REPLACE],
  } as const;
  return new provider.PropertyDiff().setKind(kinds[kind][replaces ? 1 : 0]).setInputdiff(input);
}
