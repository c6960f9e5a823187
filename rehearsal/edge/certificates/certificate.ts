import { createHash, type KeyObject, randomBytes, sign, X509Certificate } from "node:crypto";
import { bitString, type Der, explicit, integer, objectIdentifier, sequence, setOf, time, utf8String } from "./der.ts";

const ECDSA_WITH_SHA256 = sequence(objectIdentifier("1.2.840.10045.4.3.2"));
const COMMON_NAME = objectIdentifier("2.5.4.3");
const VERSION_3 = explicit(0, integer(Buffer.from([2])));
/** Random bytes of a serial number; RFC 5280 section 4.1.2.2 allows 20 and the baseline requirements ask for at least 8. */
const SERIAL_NUMBER_BYTES = 16;

/** What a certificate says. */
export interface CertificateContent {
  /** Common name of whom it is about. */
  readonly subject: string;
  /** Common name of who signs it; the subject's where it signs itself. */
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** See `extensions.ts`. */
  readonly extensions: readonly Der[];
}

/**
 * Makes a certificate (X.509 version 3, RFC 5280), signed with ECDSA and SHA-256.
 *
 * @param signingKey the issuer's private key, on the curve P-256
 */
export function makeCertificate(content: CertificateContent, signingKey: KeyObject): X509Certificate {
  const toBeSigned = sequence(
    VERSION_3,
    integer(randomBytes(SERIAL_NUMBER_BYTES)),
    ECDSA_WITH_SHA256,
    nameOf(content.issuer),
    sequence(time(content.notBefore), time(content.notAfter)),
    nameOf(content.subject),
    content.publicKey.export({ type: "spki", format: "der" }),
    explicit(3, sequence(...content.extensions)),
  );
  return new X509Certificate(
    sequence(toBeSigned, ECDSA_WITH_SHA256, bitString(sign("sha256", toBeSigned, signingKey))),
  );
}

/** What names a public key in certificates: method 1 of RFC 7093 section 2. */
export function keyIdentifierOf(publicKey: KeyObject): Buffer {
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest()
    .subarray(0, 20);
}

/** SHA-256 of a public key's DER, in base64: how browsers and HPKP name a key. */
export function publicKeyHashOf(publicKey: KeyObject): string {
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("base64");
}

function nameOf(commonName: string): Der {
  return sequence(setOf(sequence(COMMON_NAME, utf8String(commonName))));
}
