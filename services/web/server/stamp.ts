import { VARIABLE_NAMES, type VariableName, type WebVariables } from "../src/environment/variables.ts";
import { WebFault } from "./fault.ts";

const ATTRIBUTE = `\\s+[a-z-]+="[^"]*"`;

/**
 * Writes the variables of one environment into the page. Only a page as it was built can be stamped: a page that already carries values is
 * somebody's deployed page and not the release, and to stamp it again would hide that mistake.
 *
 * @param html the built `index.html`, holding exactly one `<meta name="NEXT_PUBLIC_…" content="">` a variable.
 * @param variables the values, escaped here for HTML.
 * @returns the page, otherwise unchanged to the byte.
 * @throws {WebFault} when the page lacks a placeholder, holds one twice, or is stamped already.
 */
export function stampIndexHtml(html: string, variables: WebVariables): string {
  return VARIABLE_NAMES.reduce((page, name) => {
    const { before, content, after } = findPlaceholder(page, name);
    if (content !== "") {
      throw new WebFault(
        `The page is stamped already (${name}); build it anew with \`npm run build -w @live-listen/web\`.`,
      );
    }
    return before + escapeHtml(variables[name]) + after;
  }, html);
}

/**
 * Reads the values that a page carries; the opposite of {@link stampIndexHtml}.
 *
 * @param html of any page.
 * @returns each variable's value; `""` for a placeholder that nothing was stamped into, undefined where it stands not exactly once.
 */
export function readStamp(html: string): Readonly<Record<VariableName, string | undefined>> {
  const read = (name: VariableName): string | undefined => {
    const found = placeholders(html, name);
    return found.length === 1 && found[0] ? unescapeHtml(contentOf(found[0][0])) : undefined;
  };
  return {
    NEXT_PUBLIC_APP_ENV: read("NEXT_PUBLIC_APP_ENV"),
    NEXT_PUBLIC_API_URL: read("NEXT_PUBLIC_API_URL"),
    NEXT_PUBLIC_WS_URL: read("NEXT_PUBLIC_WS_URL"),
  };
}

/**
 * Takes the values out of a page again, so that the page as built and the page as deployed can be compared.
 *
 * @throws {WebFault} when the page lacks a placeholder or holds one twice.
 */
export function clearStamp(html: string): string {
  return VARIABLE_NAMES.reduce((page, name) => {
    const { before, after } = findPlaceholder(page, name);
    return before + after;
  }, html);
}

function findPlaceholder(html: string, name: VariableName): { before: string; content: string; after: string } {
  const [element, ...others] = placeholders(html, name);
  if (!element || others.length > 0) {
    throw new WebFault(
      `The page must hold exactly one <meta name="${name}" content="">, but holds ${element ? others.length + 1 : "none"}; put services/web/index.html right and build again.`,
    );
  }
  const [tag] = element;
  const start = element.index + tag.indexOf('content="') + 'content="'.length;
  const content = contentOf(tag);
  return { before: html.slice(0, start), content, after: html.slice(start + content.length) };
}

/** Every `meta` element of the name that has a content, whatever the order of its attributes. */
function placeholders(html: string, name: VariableName): RegExpExecArray[] {
  const elements = html.matchAll(new RegExp(`<meta(?:${ATTRIBUTE})+\\s*/?>`, "g"));
  return [...elements].filter(([tag]) => tag.includes(` name="${name}"`) && tag.includes(' content="'));
}

function contentOf(tag: string): string {
  return / content="([^"]*)"/.exec(tag)?.[1] ?? "";
}

const ENTITIES: readonly (readonly [string, string])[] = [
  ["&", "&amp;"],
  ['"', "&quot;"],
  ["<", "&lt;"],
  [">", "&gt;"],
];

function escapeHtml(text: string): string {
  return ENTITIES.reduce((escaped, [character, entity]) => escaped.replaceAll(character, entity), text);
}

function unescapeHtml(text: string): string {
  return ENTITIES.toReversed().reduce((plain, [character, entity]) => plain.replaceAll(entity, character), text);
}
