import { askApiVersion } from "./api-version.ts";
import { type Check, CheckFailure } from "./check.ts";
import { askPage } from "./page.ts";

/** API and page belong to the environment that was asked for: `APP_ENV` and `NEXT_PUBLIC_APP_ENV` are its name. */
export const environment: Check = async (target, signal) => {
  const [api, page] = await Promise.all([
    askApiVersion(target.apiUrl, signal, target.network),
    askPage(target.webUrl, signal, target.network),
  ]);
  const found = { API: api.environment, page: page.stamp.NEXT_PUBLIC_APP_ENV };
  for (const [side, name] of Object.entries(found)) {
    if (name !== target.environment)
      throw new CheckFailure(`The ${side} belongs to ${name} and not to ${target.environment}.`);
  }
  return `API and page belong to ${target.environment}.`;
};
