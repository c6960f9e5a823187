import { postgresql } from "./postgresql/index.ts";
import { random } from "./random/index.ts";
import type { Package } from "./table/package.ts";

/** The packages served: the one list that the server and {@link attachment} read. */
export const packages: readonly Package[] = [random, postgresql];
