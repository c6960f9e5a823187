import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

// Letters and digits alone, so that no secret has to be escaped in a URL; 43 of them hold 256 bits.
const ALPHANUMERIC = { length: 43, special: false } as const;

/** Which secret a resource holds. */
export interface GeneratedSecretArgs {
  /** The environment whose it is. */
  readonly environment: string;
  /** Such as `jwt-secret`. */
  readonly kind: string;
  /**
   * Counted from 1. The next one is another resource beside the present one, since its name is another; changing an argument instead would
   * replace the present one while instances still use it.
   */
  readonly generation: number;
}

/** Makes a random secret of letters and digits that is kept in the state, encrypted. */
export function generatedSecret(
  { environment, kind, generation }: GeneratedSecretArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const password = new random.RandomPassword(`${environment}-${kind}-${generation}`, ALPHANUMERIC, opts);
  return pulumi.secret(password.result);
}
