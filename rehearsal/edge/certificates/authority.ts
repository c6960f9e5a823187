import { generateKeyPairSync, type KeyObject, type X509Certificate } from "node:crypto";
import { keyIdentifierOf, makeCertificate } from "./certificate.ts";
import {
  authorityKey,
  certificateAuthority,
  hostName,
  notAnAuthority,
  serverAuthentication,
  signsCertificates,
  signsHandshakes,
  subjectKey,
} from "./extensions.ts";

const AUTHORITY_NAME = "Rehearsal authority of this machine";
/** Not the host name, which may be longer than the 64 letters that a common name may have. */
const LEAF_NAME = "Rehearsal server";
const AUTHORITY_YEARS = 10;
/** Browsers refuse certificates of servers that are valid for longer than 398 days (CA/Browser Forum, baseline requirements 6.3.2). */
const LEAF_DAYS = 397;
const DAY = 86_400_000;
/** Clocks of a machine and of a container on it differ a little. */
const CLOCK_DIFFERENCE = DAY;

/** A certificate and its private key. */
export interface Identity {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
}

/** Makes an authority that is valid for 10 years and signs servers' certificates alone. */
export function makeAuthority(now: Date): Identity {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + AUTHORITY_YEARS);
  const certificate = makeCertificate(
    {
      subject: AUTHORITY_NAME,
      issuer: AUTHORITY_NAME,
      publicKey,
      notBefore: new Date(now.getTime() - CLOCK_DIFFERENCE),
      notAfter,
      extensions: [certificateAuthority(0), signsCertificates, subjectKey(keyIdentifierOf(publicKey))],
    },
    privateKey,
  );
  return { key: privateKey, certificate };
}

/** Makes the certificate of a host name, valid for 396 days from now on and never for longer than the authority. */
export function makeLeaf(hostname: string, authority: Identity, now: Date): Identity {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const notBefore = new Date(now.getTime() - CLOCK_DIFFERENCE);
  const end = Math.min(notBefore.getTime() + LEAF_DAYS * DAY, authority.certificate.validToDate.getTime());
  const certificate = makeCertificate(
    {
      subject: LEAF_NAME,
      issuer: AUTHORITY_NAME,
      publicKey,
      notBefore,
      notAfter: new Date(end),
      extensions: [
        notAnAuthority,
        signsHandshakes,
        serverAuthentication,
        hostName(hostname),
        subjectKey(keyIdentifierOf(publicKey)),
        authorityKey(keyIdentifierOf(authority.certificate.publicKey)),
      ],
    },
    authority.key,
  );
  return { key: privateKey, certificate };
}
