import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { codeOf, Fault } from "../fault.ts";
import { digestOf, isUntouched, pathsBelow, readContent } from "./content.ts";
import { type Image, type ImageRecord, imageRecord } from "./image.ts";
import { parseReference, type Reference, repositoryFolder, tagFolder } from "./reference.ts";

export const RECORD_FILE = "image.json";
export const ROOT_FOLDER = "root";

/** Which image is wanted. */
export interface ResolveOptions {
  /** Folder of the image store. */
  readonly store: string;
  /** By its tag or its digest; where there are both, the digest decides. */
  readonly reference: string;
  /** Whether every file is read; by default only sizes, modes and times are looked at. */
  readonly wholly?: boolean;
}

/**
 * Finds an image in a store.
 *
 * @throws Fault when it isn't there, or its files are not those that were published
 */
export async function resolveImage({ store, reference, wholly = false }: ResolveOptions): Promise<Image> {
  const parsed = parseReference(reference);
  const found = parsed.digest === undefined ? await byTag(store, parsed) : await byDigest(store, parsed, parsed.digest);
  if (!found) throw new Fault(`There is no image ${reference}: build it and publish it under this name.`);
  const { folder, record } = found;
  const root = join(folder, ROOT_FOLDER);
  const isRight = wholly ? await hasSameContent(root, record) : await looksUntouched(root, record);
  if (!isRight) {
    throw new Fault(
      `The files of the image ${reference} were changed since it was published: remove ${folder}, and build it again.`,
    );
  }
  return { digest: record.digest, config: record.config, root };
}

/**
 * What is recorded of the image in a folder; undefined when there is none.
 *
 * @throws Fault when the record is damaged
 */
export async function readRecord(folder: string): Promise<ImageRecord | undefined> {
  const path = join(folder, RECORD_FILE);
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return imageRecord.parse(JSON.parse(text));
  } catch (cause) {
    throw new Fault(`${path} describes no image: remove ${folder}, and build the image again.`, { cause });
  }
}

interface Found {
  readonly folder: string;
  readonly record: ImageRecord;
}

async function byTag(store: string, reference: Reference): Promise<Found | undefined> {
  const folder = tagFolder(store, reference);
  const record = await readRecord(folder);
  return record && { folder, record };
}

async function byDigest(store: string, reference: Reference, digest: string): Promise<Found | undefined> {
  const all = repositoryFolder(store, reference);
  for (const name of await readdir(all).catch(() => [])) {
    const folder = join(all, name);
    const record = await readRecord(folder);
    if (record?.digest === digest) return { folder, record };
  }
  return undefined;
}

/** Whether the files of an image are, by their sizes, modes and times, those that were published. */
export async function looksUntouched(root: string, { files }: ImageRecord): Promise<boolean> {
  const [paths, untouched] = await Promise.all([
    pathsBelow(root).catch(() => []),
    Promise.all(files.map((file) => isUntouched(root, file))),
  ]);
  return paths.length === files.length && untouched.every((one) => one);
}

async function hasSameContent(root: string, { digest, config }: ImageRecord): Promise<boolean> {
  const files = await readContent(root).catch(() => undefined);
  return files !== undefined && digestOf(files, config) === digest;
}
