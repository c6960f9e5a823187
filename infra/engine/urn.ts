/** The name a program gave to the resource of a URN (its last part; a name may hold `::` itself, a type may not). */
export function nameOfUrn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
