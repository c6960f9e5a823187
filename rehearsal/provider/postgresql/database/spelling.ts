/**
 * Which word for a fixed trait of a database goes into the state. The server has its own spelling of some (`POSIX` is
 * `C`); the program's word stays as long as it means the same, because another word would make a new database.
 *
 * @param asked the program's word, if it has one
 * @param found the server's word
 */
export function spelling(asked: string | undefined, found: string): string {
  if (!asked) return found;
  // Who asked for the template's has it, whatever it is; the vendor's provider would plan a replacement instead.
  if (asked.toUpperCase() === "DEFAULT") return asked;
  return canonical(asked) === canonical(found) ? asked : found;
}

/** `POSIX` and `C` are one locale; a codeset is written with or without hyphens (`en_US.UTF-8`, `en_US.utf8`). */
function canonical(locale: string): string {
  if (locale === "POSIX") return "C";
  const [name, codeset] = locale.split(".");
  return codeset === undefined ? locale : `${name}.${codeset.toLowerCase().replaceAll("-", "")}`;
}
