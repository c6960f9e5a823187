import { z } from "zod";

/** A label of a host's name (RFC 1123). */
const LABEL = "(?!-)[a-z0-9-]{1,63}(?<!-)";
/** A name has at most 253 letters (RFC 1035). */
const LONGEST_NAME = 253;

/** The name of a domain, in lower case. */
export const domainName = z
  .string()
  .toLowerCase()
  .max(LONGEST_NAME, `must have at most ${LONGEST_NAME} letters`)
  .regex(new RegExp(`^(${LABEL}\\.)+${LABEL}$`), "must be the name of a domain, such as api.example.com");

/**
 * What a registry gives names under: the last label. Those of two labels, such as `co.uk`, are taken for a domain, since
 * this stand-in has no list of them.
 */
export function publicSuffixOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** Whether a name is a domain's own, or one of a host in it. */
export function domainTypeOf(name: string): "apex" | "subdomain" {
  return name.split(".").length === 2 ? "apex" : "subdomain";
}

/** The name that Render adds to another one by itself, and lets lead there: an apex gets its `www.`, and `www.` its apex. */
export function companionOf(name: string): string | undefined {
  if (domainTypeOf(name) === "apex") return `www.${name}`;
  const rest = name.replace(/^www\./, "");
  return rest !== name && domainTypeOf(rest) === "apex" ? rest : undefined;
}
