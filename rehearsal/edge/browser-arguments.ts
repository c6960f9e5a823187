/** What a browser has to know of an edge. */
export interface BrowserEdge {
  readonly port: number;
  /** Of the edge's authority. */
  readonly publicKeyHash: string;
}

/**
 * Arguments with which Chromium finds host names at an edge, on whatever port, and takes its certificates. Chromium heeds the second only in a
 * profile of its own (`--user-data-dir`).
 *
 * @param hostnames the names that are answered there, with all below them
 * @returns for example `--host-resolver-rules=MAP live-listen.app 127.0.0.1:4443, MAP *.live-listen.app 127.0.0.1:4443` and another
 */
export function browserArguments({ port, publicKeyHash }: BrowserEdge, hostnames: readonly string[]): string[] {
  // The star stands for names below alone.
  const rules = hostnames.flatMap((name) => [name, `*.${name}`]).map((name) => `MAP ${name} 127.0.0.1:${port}`);
  return [`--host-resolver-rules=${rules.join(", ")}`, `--ignore-certificate-errors-spki-list=${publicKeyHash}`];
}
