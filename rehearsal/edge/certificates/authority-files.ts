import { createPrivateKey, randomUUID, X509Certificate } from "node:crypto";
import { chmod, link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { codeOf, Fault } from "../../fault.ts";
import { type Identity, makeAuthority } from "./authority.ts";
import { publicKeyHashOf } from "./certificate.ts";

const IDENTITY_FILE = "authority.pem";
const CERTIFICATE_FILE = "certificate.pem";

/** The local authority, as others need it to trust what it signs. */
export interface Authority {
  /** Its certificate alone, in PEM: for `NODE_EXTRA_CA_CERTS`, curl's `--cacert` and browsers. */
  readonly certificateFile: string;
  /** Its public key's SHA-256 in base64: for Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly publicKeyHash: string;
}

/**
 * Opens the authority of a directory, making it on first use. Of several processes that come first at the same time one makes
 * it, and all open that one. It is never installed anywhere: who trusts it was given its certificate.
 *
 * @param directory its own; only this user may look into it afterwards
 * @throws Fault when its file is damaged or it has ended
 */
export async function openAuthority(
  directory: string,
  now: Date,
): Promise<Authority & { readonly identity: Identity }> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await chmod(directory, 0o700);
  const identity = await readIdentity(directory, now);
  const certificateFile = join(directory, CERTIFICATE_FILE);
  const certificate = identity.certificate.toString();
  if ((await textOf(certificateFile)) !== certificate) await replace(certificateFile, certificate);
  return { certificateFile, publicKeyHash: publicKeyHashOf(identity.certificate.publicKey), identity };
}

async function readIdentity(directory: string, now: Date): Promise<Identity> {
  const file = join(directory, IDENTITY_FILE);
  const text = (await textOf(file)) ?? (await makeOnce(file, now));
  const identity = parse(text);
  if (!identity)
    throw new Fault(
      `The rehearsal's certificate authority in ${file} is damaged: delete ${directory}, and start again.`,
    );
  if (identity.certificate.validToDate <= now)
    throw new Fault(
      `The rehearsal's certificate authority in ${file} ended on ${identity.certificate.validToDate.toISOString().slice(0, 10)}: delete ${directory}, and start again.`,
    );
  return identity;
}

/** Key and certificate are one file, so that there is never one without the other; and a link, unlike a renaming, replaces nothing. */
async function makeOnce(file: string, now: Date): Promise<string> {
  const { key, certificate } = makeAuthority(now);
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, `${key.export({ type: "pkcs8", format: "pem" })}${certificate}`, {
      mode: 0o600,
      flag: "wx",
    });
    await link(draft, file);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, "utf8");
}

function parse(text: string): Identity | undefined {
  try {
    const [key, certificate] = [createPrivateKey(text), new X509Certificate(text)];
    return certificate.ca && certificate.checkPrivateKey(key) ? { key, certificate } : undefined;
  } catch {
    return undefined;
  }
}

async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, text, { flag: "wx" });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
