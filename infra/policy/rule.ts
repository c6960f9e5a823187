import type { HostedEnvironment } from "@live-listen/stacks";

/** A resource as a rule sees it, before it is made or changed. */
export interface DeclaredResource {
  /** Token of its type. */
  readonly type: string;
  /** The name that the program gives it. */
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly isProtected: boolean;
}

/** What no stack may do: data and a function, so that it can be tried without an engine. */
export interface Rule {
  /** As it is told when it is broken, in lowercase with hyphens. */
  readonly name: string;
  readonly description: string;
  /**
   * Looks at all resources of a stack.
   *
   * @param row of the environment that the stack is of.
   * @returns what is wrong, as sentences that begin with the resource's name; empty when nothing is.
   */
  readonly broken: (resources: readonly DeclaredResource[], row: HostedEnvironment) => readonly string[];
}

/** The resources of a type; a token's last part, such as `render:Postgres`, says which. */
export function ofType(
  resources: readonly DeclaredResource[],
  type: `${string}:${string}`,
): readonly DeclaredResource[] {
  const [namespace, kind] = type.split(":");
  return resources.filter((one) => one.type.startsWith(`${namespace}:`) && one.type.endsWith(`:${kind}`));
}

/** A value inside a property, by its path; undefined where there is none. */
export function at(properties: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    properties,
  );
}
