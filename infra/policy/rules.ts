import type { Rule } from "./rule.ts";
import { environmentInNames } from "./rules/environment-in-names.ts";
import { imageThatNeverMoves } from "./rules/image-that-never-moves.ts";
import { matrixDomains } from "./rules/matrix-domains.ts";
import { noAutoDeploy } from "./rules/no-auto-deploy.ts";
import { noPlainSecrets } from "./rules/no-plain-secrets.ts";
import { productionDatabase } from "./rules/production-database.ts";
import { sameRegion } from "./rules/same-region.ts";

/** Every rule of the pack. */
export const rules: readonly Rule[] = [
  environmentInNames,
  imageThatNeverMoves,
  matrixDomains,
  noAutoDeploy,
  noPlainSecrets,
  productionDatabase,
  sameRegion,
];
