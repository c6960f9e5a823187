import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

/**
 * The generation of every secret. The next one makes new secrets beside the present ones, since a resource of another name is another
 * resource; changing an argument instead would replace the present ones while instances still use them.
 */
const GENERATION = 1;

// Letters and digits alone, so that no secret has to be escaped in a URL; 43 of them hold 256 bits.
const ALPHANUMERIC = { length: 43, special: false } as const;

/** The secrets that an environment makes for itself. */
export class Secrets extends pulumi.ComponentResource {
  /** Signs the API's tokens. */
  readonly jwtSecret: pulumi.Output<string>;
  /** Password of the role that owns the database and runs the migrations. */
  readonly ownerPassword: pulumi.Output<string>;
  /** Password of the role that the API serves with. */
  readonly appPassword: pulumi.Output<string>;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("live-listen:index:Secrets", name, {}, opts);

    const make = (what: string) =>
      pulumi.secret(new random.RandomPassword(`${name}-${what}-${GENERATION}`, ALPHANUMERIC, { parent: this }).result);
    this.jwtSecret = make("jwt-secret");
    this.ownerPassword = make("owner-password");
    this.appPassword = make("app-password");

    this.registerOutputs({
      jwtSecret: this.jwtSecret,
      ownerPassword: this.ownerPassword,
      appPassword: this.appPassword,
    });
  }
}
