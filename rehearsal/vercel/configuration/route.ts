import type { Condition } from "./vercel-json.ts";

/** One rule of how requests are answered, the form that all rules of a `vercel.json` come to. */
export interface Route {
  /** Of the path. */
  readonly source: RegExp;
  /** Names of the groups of `source`; undefined for one that has none. */
  readonly names: readonly (string | undefined)[];
  readonly methods?: readonly string[] | undefined;
  readonly has?: readonly Condition[] | undefined;
  readonly missing?: readonly Condition[] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The path that is looked for instead. */
  readonly destination?: string | undefined;
  readonly status?: number | undefined;
  /** Whether the rules after it are looked at too. */
  readonly continues: boolean;
}

/** The rules of a deployment, by when they are looked at. */
export interface Routes {
  /** Before the files. */
  readonly first: readonly Route[];
  /** When there is no file of the path. */
  readonly missed: readonly Route[];
  /** When the answer is an error. */
  readonly failed: readonly Route[];
}
