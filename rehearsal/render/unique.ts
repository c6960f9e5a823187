/** Tells whether no two items of a list have the same value of a property. */
export function isUnique<Name extends string>(
  name: Name,
): (items: readonly Readonly<Record<Name, string>>[]) => boolean {
  return (items) => new Set(items.map((item) => item[name])).size === items.length;
}
