/** Whether a host name is one of these or below one of them. */
export function isAmong(hostname: string, zones: readonly string[]): boolean {
  const name = hostname.toLowerCase();
  return zones.some((zone) => name === zone.toLowerCase() || name.endsWith(`.${zone.toLowerCase()}`));
}
