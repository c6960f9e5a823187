/**
 * A value in the distinguished encoding of ASN.1 (X.690): its tag, its length, its content.
 *
 * Certificates are written with these few lines and `node:crypto`, since `@peculiar/x509` loads only where somebody has put
 * `reflect-metadata` into the global `Reflect`.
 */
export type Der = Buffer;

/** Values in their order. */
export const sequence = (...values: readonly Der[]): Der => value(0x30, ...values);

/** A set of one value, which is what a name is made of; several would have to be sorted. */
export const setOf = (only: Der): Der => value(0x31, only);

/** True, which in this encoding has all bits set. */
export const yes: Der = value(0x01, Buffer.from([0xff]));

/** Text in UTF-8. */
export const utf8String = (text: string): Der => value(0x0c, Buffer.from(text, "utf8"));

/** Bytes as they are. */
export const octetString = (...content: readonly Buffer[]): Der => value(0x04, ...content);

/**
 * Bits, the first being the highest of the first byte.
 *
 * @param unused how many bits at the end of the last byte don't count
 */
export const bitString = (content: Buffer, unused = 0): Der => value(0x03, Buffer.from([unused]), content);

/** A value under a number that its place in a structure gives it, with its own tag inside. */
export const explicit = (number: number, content: Der): Der => value(0xa0 | number, content);

/** Bytes under a number that takes the place of their tag. */
export const implicit = (number: number, content: Buffer): Der => value(0x80 | number, content);

/** A whole number that isn't negative, from its bytes, the highest first; as short as it can be written. */
export function integer(bytes: Buffer): Der {
  const start = bytes.findIndex((byte) => byte !== 0);
  const shortest = start === -1 ? Buffer.from([0]) : bytes.subarray(start);
  return value(0x02, (shortest[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.from([0]), shortest]) : shortest);
}

/** An object identifier, from its usual form such as `2.5.4.3`. */
export function objectIdentifier(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return value(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** A moment, to the second: with two digits of the year until 2049 and with four afterwards, as RFC 5280 section 4.1.2.5 asks. */
export function time(moment: Date): Der {
  const digits = `${moment.toISOString().slice(0, 19).replace(/\D/g, "")}Z`;
  return moment.getUTCFullYear() < 2050
    ? value(0x17, Buffer.from(digits.slice(2), "ascii"))
    : value(0x18, Buffer.from(digits, "ascii"));
}

function value(tag: number, ...contents: readonly Buffer[]): Der {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content)]), content]);
}

function lengthOf({ length }: Buffer): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256);
  return [0x80 | bytes.length, ...bytes];
}

function base128(number: number): number[] {
  const bytes = [number % 128];
  for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128)) bytes.unshift((left % 128) | 0x80);
  return bytes;
}
