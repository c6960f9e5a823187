/**
 * Names the URL schemes that an address may have: the encrypted one, and on a developer's machine also the plain one.
 *
 * @param plain `http` for requests, `ws` for sockets.
 * @param local whether the environment is the one on a developer's machine.
 */
export function schemesOf(plain: "http" | "ws", local: boolean): readonly string[] {
  return local ? [plain, `${plain}s`] : [`${plain}s`];
}

/**
 * Says what keeps a value from being an origin (scheme, host and port alone, RFC 6454 section 6.2) written as browsers write it. An exact
 * spelling matters: it is compared with the browser's Origin header, and it goes into the content security policy word for word.
 *
 * @returns the end of a sentence, such as `must begin with https://`; undefined when the value is good.
 */
export function originFault(value: string, schemes: readonly string[]): string | undefined {
  const scheme = schemes.find((candidate) => value.startsWith(`${candidate}://`));
  if (!scheme) return `must begin with ${schemes.map((candidate) => `${candidate}://`).join(" or ")}`;
  const url = URL.parse(value);
  if (!url) return "must be a URL";
  if (`${scheme}://${url.host}` !== value) return `must be an origin alone, such as ${scheme}://${url.host}`;
  // What a host name or an address may hold: the URL parser lets through characters that end a directive of a content security policy.
  if (!/^[a-z0-9.:[\]-]+$/.test(url.host)) return "must have a plain host name";
  return undefined;
}
