import sdk from "@pulumi/pulumi/version.js";

/** The version of Pulumi that runs everywhere, engine and SDK alike: that of the `@pulumi/pulumi` in the lock file. */
export const PULUMI_VERSION: string = sdk.version;
