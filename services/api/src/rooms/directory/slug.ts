import { randomBytes, randomInt } from "node:crypto";

/** 128 bits: nobody finds a private room by guessing (the database holds private slugs to it). */
const PRIVATE_SLUG_BYTES = 16;

/** Longest part of a public slug that is made from the title. */
const LONGEST_TITLE_PART = 40;

/** Without letters and digits that look alike or make words. */
const SUFFIX_ALPHABET = "23456789bcdfghjkmnpqrstvwxz";
const SUFFIX_LENGTH = 6;

/** Makes the slug of a private room: 22 characters of base64url. */
export function privateSlug(): string {
  return randomBytes(PRIVATE_SLUG_BYTES).toString("base64url");
}

/** Makes the slug of a public room: what its title leaves in plain letters and digits, and a few more so that rooms may share a title. */
export function publicSlug(title: string): string {
  const words = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST_TITLE_PART)
    .replace(/^-|-$/g, "");
  const suffix = Array.from({ length: SUFFIX_LENGTH }, () => SUFFIX_ALPHABET[randomInt(SUFFIX_ALPHABET.length)]);
  return [...(words === "" ? [] : [words]), suffix.join("")].join("-");
}
