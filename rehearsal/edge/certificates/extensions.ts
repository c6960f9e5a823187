import { bitString, type Der, implicit, integer, objectIdentifier, octetString, sequence, yes } from "./der.ts";

// Each function is an extension of RFC 5280 section 4.2.1. What is critical must be understood by whoever checks the certificate.

/**
 * The certificate is an authority's.
 *
 * @param pathLength how many further authorities may stand between it and a server's certificate
 */
export const certificateAuthority = (pathLength: number): Der =>
  critical("2.5.29.19", sequence(yes, integer(Buffer.from([pathLength]))));

/** The certificate is no authority's. */
export const notAnAuthority: Der = critical("2.5.29.19", sequence());

/** Its key signs certificates and nothing else. */
export const signsCertificates: Der = critical("2.5.29.15", bitString(Buffer.from([0b0000_0100]), 2));

/** Its key signs handshakes and nothing else. */
export const signsHandshakes: Der = critical("2.5.29.15", bitString(Buffer.from([0b1000_0000]), 7));

/** It shows who a server is. */
export const serverAuthentication: Der = extension("2.5.29.37", sequence(objectIdentifier("1.3.6.1.5.5.7.3.1")));

/** The host name that it is for; clients look at nothing else (RFC 9525 section 6.3). */
export const hostName = (name: string): Der =>
  extension("2.5.29.17", sequence(implicit(2, Buffer.from(name, "ascii"))));

/** Names the key that is certified. */
export const subjectKey = (identifier: Buffer): Der => extension("2.5.29.14", octetString(identifier));

/** Names the key that signed. */
export const authorityKey = (identifier: Buffer): Der => extension("2.5.29.35", sequence(implicit(0, identifier)));

function extension(identifier: string, content: Der): Der {
  return sequence(objectIdentifier(identifier), octetString(content));
}

function critical(identifier: string, content: Der): Der {
  return sequence(objectIdentifier(identifier), yes, octetString(content));
}
