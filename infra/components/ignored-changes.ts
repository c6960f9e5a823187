import * as pulumi from "@pulumi/pulumi";

/**
 * Warns when a program asks for something else than a resource has, and `ignoreChanges` keeps it that way: without a word, a person would
 * believe that the configuration is how things are.
 *
 * @param wanted what the program asks for.
 * @param ignored the properties that `ignoreChanges` names.
 */
export function warnOfIgnoredChanges<Name extends string>(
  resource: pulumi.CustomResource & { readonly [Property in Name]: pulumi.Output<string | undefined> },
  wanted: Readonly<Record<Name, string>>,
  ignored: readonly Name[],
): void {
  for (const name of ignored) {
    resource[name].apply((present) => {
      if (present === undefined || present === wanted[name]) return;
      void pulumi.log.warn(
        `${name} stays ${present} and does not become ${wanted[name]}, which Render could only do by making another one: docs/database-move.md tells how to move.`,
        resource,
      );
    });
  }
}
