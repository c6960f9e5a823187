/** Words of the provider, and what Vercel's API has for them. */
export class Words<Word extends string, Value extends string | number> {
  readonly #pairs: readonly (readonly [Word, Value])[];

  constructor(pairs: readonly (readonly [Word, Value])[]) {
    this.#pairs = pairs;
  }

  /** What the API has for a word; words that are the same are not listed. */
  toApi(word: Word): Word | Value {
    return this.#pairs.find(([one]) => one === word)?.[1] ?? word;
  }

  /** The word for what the API has. */
  fromApi(value: string | number): string {
    return this.#pairs.find(([, one]) => one === value)?.[0] ?? String(value);
  }
}

/** Which deployments are protected. */
export const deploymentTypes = new Words([
  ["standard_protection", "prod_deployment_urls_and_all_previews"],
  ["standard_protection_new", "all_except_custom_domains"],
  ["all_deployments", "all"],
  ["only_preview_deployments", "preview"],
  ["only_production_deployments", "production"],
]);

/** Whether an address is needed besides another protection, or instead of it. */
export const protectionModes = new Words([
  ["trusted_ip_required", "additional"],
  ["trusted_ip_optional", "exclusive"],
]);

/** How long a visitor keeps the deployment that the visit began with; in seconds for the API. */
export const skewProtections = new Words([
  ["30 minutes", 1800],
  ["4 hours", 14_400],
  ["12 hours", 43_200],
  ["1 day", 86_400],
  ["7 days", 604_800],
]);
