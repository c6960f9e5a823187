import * as pulumi from "@pulumi/pulumi";
import { generatedSecret } from "./generated-secret.ts";

/** Arguments of {@link Secrets}. */
export interface SecretsArgs {
  /** Of the secrets that are made and used now, counted from 1. */
  readonly generation: number;
  /** Of those that stay valid for one release more, so that what runs already doesn't lose its way while they are rotated. */
  readonly previousGeneration?: number | undefined;
}

/** The secrets that an environment makes for itself. */
export class Secrets extends pulumi.ComponentResource {
  /** Signs the API's tokens. */
  readonly jwtSecret: pulumi.Output<string>;
  /** Signed the API's tokens before; undefined unless the secrets are being rotated. */
  readonly previousJwtSecret: pulumi.Output<string> | undefined;
  /** Password of the role that the API serves with. */
  readonly appPassword: pulumi.Output<string>;
  /** Password of the role that it served with before; undefined unless the secrets are being rotated. */
  readonly previousAppPassword: pulumi.Output<string> | undefined;

  constructor(name: string, args: SecretsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("live-listen:index:Secrets", name, {}, opts);
    const { generation, previousGeneration } = args;
    if (previousGeneration !== undefined && previousGeneration !== generation - 1) {
      throw new pulumi.RunError(
        `The previous generation of the secrets of ${name} must be the one before the present.`,
      );
    }

    const make = (kind: string, generation: number) =>
      generatedSecret({ environment: name, kind, generation }, { parent: this });
    this.jwtSecret = make("jwt-secret", generation);
    this.appPassword = make("app-password", generation);
    if (previousGeneration !== undefined) {
      this.previousJwtSecret = make("jwt-secret", previousGeneration);
      // Its role is still there, and what runs as that role still knows it: the state goes on knowing it, too.
      this.previousAppPassword = make("app-password", previousGeneration);
    }

    this.registerOutputs({ jwtSecret: this.jwtSecret, appPassword: this.appPassword });
  }
}
