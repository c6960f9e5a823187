import { join } from "node:path";
import { Fault } from "../fault.ts";

/** What Docker takes when a reference names neither tag nor digest. */
const DEFAULT_TAG = "latest";

/** Registry host, with a port if need be. */
const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?$/;
/** The rest as the distribution specification allows it, so that no reference leads out of the store. */
const PART = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Which image is meant. */
export interface Reference {
  /** Registry host and path, such as `ghcr.io/example/api`. */
  readonly repository: string;
  readonly tag: string;
  /** It alone decides where there is one, as at a registry. */
  readonly digest: string | undefined;
}

/**
 * Reads a reference to an image.
 *
 * @throws Fault when it is none
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
 *
 * @example
 * parseReference("ghcr.io/example/api:1") // { repository: "ghcr.io/example/api", tag: "1", digest: undefined }
 */
export function parseReference(reference: string): Reference {
  const [name = "", digest, ...rest] = reference.split("@");
  const colon = name.lastIndexOf(":");
  // A colon before the last slash is that of the registry's port.
  const isTagged = colon > name.lastIndexOf("/");
  const repository = isTagged ? name.slice(0, colon) : name;
  const tag = isTagged ? name.slice(colon + 1) : DEFAULT_TAG;
  const [host = "", ...parts] = repository.split("/");
  const isRight =
    rest.length === 0 &&
    HOST.test(host) &&
    parts.length > 0 &&
    parts.every((part) => PART.test(part)) &&
    TAG.test(tag) &&
    (digest === undefined || DIGEST.test(digest));
  if (isRight) return { repository, tag, digest };
  throw new Fault(`"${reference}" is no reference to an image: write it as ghcr.io/owner/name:tag or …@sha256:….`);
}

/** The folder of a repository, in which each tag is a folder. */
export function repositoryFolder(store: string, { repository }: Reference): string {
  return join(store, ...repository.split("/"));
}

/** The folder of a tag. */
export function tagFolder(store: string, reference: Reference): string {
  return join(repositoryFolder(store, reference), reference.tag);
}
