import { secretVariableNames } from "@live-listen/api/variables";
import { ofType, type Rule } from "../rule.ts";

const SECRETS: readonly string[] = secretVariableNames;
/** What every visitor may read, by its name. */
const PUBLIC = /^NEXT_PUBLIC_/;
const SECRET_WORDS = /SECRET|TOKEN|PASSWORD|PRIVATE|DATABASE_URL/;

/** A variable that can be read back at Vercel is one that everybody with a look at the project has. */
export const noPlainSecrets: Rule = {
  name: "no-plain-secrets",
  description: "No secret is in a variable that is shown in plain.",
  broken: (resources) =>
    ofType(resources, "vercel:ProjectEnvironmentVariable").flatMap(({ name, properties: { key, sensitive } }) => {
      if (typeof key !== "string" || sensitive === true) return [];
      const secret = SECRETS.includes(key) || SECRET_WORDS.test(key) || !PUBLIC.test(key);
      return secret ? [`${name} shows ${key} in plain`] : [];
    }),
};
