import { Fault } from "../fault.ts";

/**
 * Makes sure that a credential can be sent in a header (RFC 9110, section 5.5). The runtime would refuse it as well, in an error that shows it.
 *
 * @param key of the stack's configuration that holds it.
 * @throws Fault that doesn't show it.
 */
export function assertSendable(credential: string, key: string): void {
  if (/^[\x21-\x7e]*$/.test(credential)) return;
  throw new Fault(
    `${key} holds a space, a line break or a letter beyond ASCII, and can't be sent: set it anew with \`pulumi config set --secret ${key}\`, which asks for it.`,
  );
}
