import { randomUUID } from "node:crypto";
import { cp, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codeOf, Fault, messageOf } from "../fault.ts";
import { isAlive } from "../postgres/process.ts";
import { digestOf, readContent } from "./content.ts";
import { type ImageConfig, type ImageRecord, imageConfig } from "./image.ts";
import { parseReference, type Reference, tagFolder } from "./reference.ts";
import { looksUntouched, RECORD_FILE, ROOT_FOLDER, readRecord } from "./resolve.ts";

/** What is not complete yet; no registry host begins with a dot. */
const INCOMING_FOLDER = ".incoming";

/** What is published, and as what. */
export interface PublishOptions {
  /** Folder of the image store; is made when it is missing. */
  readonly store: string;
  /** With the tag, such as `ghcr.io/example/api:1`. */
  readonly reference: string;
  /** What is `/` to the image. It moves into the store, unless the store has the same already. */
  readonly root: string;
  readonly config: ImageConfig;
  /** Whether another image may be under this tag until now; a registry would always let it. */
  readonly replace?: boolean;
}

/**
 * Puts an image into a store, all or nothing: who resolves the tag meanwhile gets what was there before.
 *
 * @returns the digest; the same one for the same files and config
 * @throws Fault when the tag stands for another image, or the files can't be read
 */
export async function publishImage(options: PublishOptions): Promise<{ readonly digest: string }> {
  const { store, root, replace = false } = options;
  const reference = parseReference(options.reference);
  if (reference.digest !== undefined) throw new Fault(`"${options.reference}" names a digest: publish under a tag.`);
  const { data: config, error } = imageConfig.safeParse(options.config);
  if (!config) {
    const [{ path, message } = { path: [], message: "is wrong" }] = error.issues;
    throw new Fault(`The config of the image ${options.reference} won't do: ${path.join(".")} ${message}.`);
  }
  const files = await readContent(root).catch((cause: unknown) => {
    throw new Fault(
      `The files of the image ${options.reference} can't be read (${messageOf(cause)}): build it again.`,
      {
        cause,
      },
    );
  });
  const record = { digest: digestOf(files, config), config, files };
  if (await hasAlready(store, reference, record, replace)) return { digest: record.digest };
  const incoming = await bringIn(store, root, record);
  try {
    await install(store, reference, incoming, record, replace);
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
  return { digest: record.digest };
}

/**
 * Whether the store has the same, whole: one whose files were changed or lost since is to be replaced.
 *
 * @throws Fault when the tag stands for another image that must not be replaced
 */
async function hasAlready(
  store: string,
  reference: Reference,
  record: ImageRecord,
  replace: boolean,
): Promise<boolean> {
  const folder = tagFolder(store, reference);
  const there = await readRecord(folder);
  if (there === undefined) return false;
  if (there.digest === record.digest) return looksUntouched(join(folder, ROOT_FOLDER), there);
  if (replace) return false;
  const { repository, tag } = reference;
  throw new Fault(`${repository}:${tag} is another image already: publish this one under a tag of its own.`);
}

async function bringIn(store: string, root: string, record: ImageRecord): Promise<string> {
  const all = join(store, INCOMING_FOLDER);
  await mkdir(all, { recursive: true });
  await removeAbandoned(all);
  const folder = join(all, `${process.pid}-${randomUUID()}`);
  await mkdir(folder);
  const inside = join(folder, ROOT_FOLDER);
  await rename(root, inside).catch(async (error: unknown) => {
    if (codeOf(error) !== "EXDEV") throw error;
    await cp(root, inside, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    // A copy's times may be less exact than the original's.
    record.files = await readContent(inside);
  });
  await writeFile(join(folder, RECORD_FILE), JSON.stringify(record));
  return folder;
}

async function install(
  store: string,
  reference: Reference,
  incoming: string,
  record: ImageRecord,
  replace: boolean,
): Promise<void> {
  const folder = tagFolder(store, reference);
  await mkdir(dirname(folder), { recursive: true });
  try {
    await rename(incoming, folder);
  } catch {
    // Somebody else may have published the same meanwhile.
    if (await hasAlready(store, reference, record, replace)) return;
    // What is there may be replaced, or is no longer whole.
    await rename(folder, join(incoming, "replaced")).catch(() => {});
    await rename(incoming, folder);
  }
  await rm(join(folder, "replaced"), { recursive: true, force: true });
}

/** Removes what processes that have ended since have left. */
async function removeAbandoned(all: string): Promise<void> {
  for (const name of await readdir(all)) {
    if (await isAlive(Number(name.split("-")[0]))) continue;
    await rm(join(all, name), { recursive: true, force: true });
  }
}
