/** A piece of a text: as it is, or the address of a page. */
export interface Piece {
  readonly text: string;
  readonly href?: string;
}

/** An address up to the first character that can't be part of one; what only ends a sentence or closes a bracket is left to it. */
const ADDRESS = /https?:\/\/[^\s<>"“”]+/gi;
const END_OF_SENTENCE = /[.,:;!?'’)\]}]+$/;

/**
 * Finds the addresses in a text, so that they can be followed.
 *
 * @returns pieces that make up the text, none of them empty; an `href` is an address of `http` or `https`, never anything that runs.
 */
export function toPieces(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = withoutEnd(found);
    const url = URL.parse(address);
    if (!url || !/^https?:$/.test(url.protocol)) continue;
    if (index > end) pieces.push({ text: text.slice(end, index) });
    pieces.push({ text: address, href: url.href });
    end = index + address.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** A bracket that was opened within the address belongs to it, as in many of an encyclopedia's. */
function withoutEnd(address: string): string {
  const shorter = address.replace(END_OF_SENTENCE, "");
  return address.startsWith(`${shorter})`) && shorter.includes("(") && !shorter.includes(")") ? `${shorter})` : shorter;
}
