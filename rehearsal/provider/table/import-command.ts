/**
 * The command that takes an existing resource into a stack. A resource inside a component needs the component's URN,
 * which only the person knows.
 *
 * @param urn the resource's URN
 * @param id the resource's id on the server
 */
export function importCommand(urn: string, id: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  const [type, component] = types.split("$").reverse();
  const parent = component === undefined ? [] : ["--parent parent=<URN of its component>"];
  // Code would be written from a schema, which no stand-in has; protection would keep the stack from being destroyed.
  return ["pulumi import --generate-code=false --protect=false", ...parent, type, name, id].join(" ");
}
