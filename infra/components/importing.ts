import type * as pulumi from "@pulumi/pulumi";

/**
 * Takes what is at a platform already into the state instead of making it. Once it is there the option is without effect.
 *
 * @param ids by the names that the program gives the resources.
 * @see https://www.pulumi.com/docs/iac/concepts/resources/options/import/
 */
export function importing(ids: Readonly<Record<string, string>>): pulumi.ResourceTransformation {
  return ({ name, props, opts }) => {
    const id = Object.hasOwn(ids, name) ? ids[name] : undefined;
    return id === undefined ? undefined : { props, opts: { ...opts, import: id } };
  };
}
