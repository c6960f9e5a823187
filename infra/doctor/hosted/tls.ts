import { messageOf } from "../../fault.ts";
import { type Check, good, type Outcome, pending, wrong } from "../check.ts";
import type { Names } from "./names.ts";
import { dnsFault } from "./record.ts";

/**
 * What a platform's servers do before a name has its certificate: they show another's, or end the connection or the handshake
 * (`tls` of Node, "X509 certificate error codes"; OpenSSL's alerts are `ERR_SSL_…`, or `EPROTO` in older releases).
 */
const BEFORE_THE_CERTIFICATE = /^(ERR_TLS_CERT_ALTNAME_INVALID|ECONNRESET|EPROTO|ERR_SSL_.*)$/;

/** Whether a URL's host is found from here, and shows a certificate of its own. */
export function tlsCheck(url: string, names: Names): Check {
  const { hostname } = new URL(url);
  return {
    name: `TLS ${hostname}`,
    look: async (signal) => {
      const addresses = await names.addresses(hostname).catch((error: unknown) => dnsFault(hostname, error));
      if ("verdict" in addresses) return addresses;
      const [address] = addresses;
      if (address !== undefined) return certificate(names, hostname, address, signal);
      return pending(
        `No DNS server tells an address of ${hostname} yet: its record is missing, or was made minutes ago.`,
      );
    },
  };
}

async function certificate(names: Names, hostname: string, address: string, signal: AbortSignal): Promise<Outcome> {
  try {
    const until = await names.handshake(hostname, signal);
    return good(`A certificate until ${until.toISOString().slice(0, 10)}.`);
  } catch (error) {
    signal.throwIfAborted();
    const { code = "" } = error as NodeJS.ErrnoException;
    if (BEFORE_THE_CERTIFICATE.test(code)) {
      return pending(
        `${address} has no certificate for ${hostname} yet (${messageOf(error)}): the platform makes one within minutes of verifying the domain.`,
      );
    }
    return wrong(
      `What answers at ${address} is not trusted as ${hostname} (${messageOf(error) || code}): make sure that its record leads to the platform and that nothing between here and there opens connections, then run this again.`,
    );
  }
}
