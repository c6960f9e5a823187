import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { codeOf } from "../../fault.ts";
import { Refusal } from "../refusal.ts";

/** What a file is known by. */
export interface StoredFile {
  /** SHA-1 of its bytes, in 40 hexadecimal digits. */
  readonly sha: string;
  /** In bytes. */
  readonly size: number;
}

const UNFINISHED = ".new";

/** The uploaded files of the teams: each once, by its SHA-1, so that deployments share what they have in common. Teams don't share. */
export class FileStore {
  readonly #folder: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Removes what uploads have left behind that were cut off. */
  async clean(): Promise<void> {
    for (const team of await names(this.#folder)) {
      const unfinished = (await names(join(this.#folder, team))).filter((name) => name.endsWith(UNFINISHED));
      await Promise.all(unfinished.map((name) => rm(join(this.#folder, team, name), { force: true })));
    }
  }

  /**
   * Takes in a file. It is there as a whole or not at all, whenever the process ends.
   *
   * @param expected what the request says of it; nothing is taken in that differs from it
   * @throws Refusal (400) when it differs
   */
  async receive(
    teamId: string,
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    expected: Partial<StoredFile> = {},
  ): Promise<StoredFile> {
    const folder = this.#folderOf(teamId);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const unfinished = join(folder, `${randomUUID()}${UNFINISHED}`);
    try {
      const hash = createHash("sha1");
      let size = 0;
      const measure = new Transform({
        transform(chunk: Buffer, _, done) {
          hash.update(chunk);
          size += chunk.byteLength;
          done(null, chunk);
        },
      });
      await pipeline(content, measure, createWriteStream(unfinished, { mode: 0o600 }));
      const sha = hash.digest("hex");
      assertIsExpected({ sha, size }, expected);
      await flush(unfinished);
      await this.#alone(() => rename(unfinished, this.#pathOf(teamId, sha)));
      return { sha, size };
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  /**
   * Says that a file is about to be used, so that it isn't removed meanwhile.
   *
   * @returns its size in bytes; undefined when the team hasn't uploaded it
   */
  async claim(teamId: string, sha: string): Promise<number | undefined> {
    return this.#alone(async () => {
      const now = new Date();
      await unlessMissing(utimes(this.#pathOf(teamId, sha), now, now));
      return (await this.#statOf(teamId, sha))?.size;
    });
  }

  /** The bytes of a file; undefined when it isn't there. */
  async read(teamId: string, sha: string): Promise<Buffer<ArrayBuffer> | undefined> {
    return unlessMissing(readFile(this.#pathOf(teamId, sha)));
  }

  /**
   * Removes the files of a team that are in no use, and were uploaded or claimed before a moment: others may be of a
   * deployment that is about to be made.
   *
   * @param olderThan in milliseconds of the epoch
   */
  async removeUnused(teamId: string, used: ReadonlySet<string>, olderThan: number): Promise<void> {
    for (const sha of await names(this.#folderOf(teamId))) {
      if (sha.endsWith(UNFINISHED) || used.has(sha)) continue;
      await this.#alone(async () => {
        const found = await this.#statOf(teamId, sha);
        if (found && found.mtimeMs < olderThan) await rm(this.#pathOf(teamId, sha), { force: true });
      });
    }
  }

  /** One change of what is there after the other, so that none is lost between a look and a step. */
  #alone<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#last.then(work, work);
    this.#last = done.catch(() => {});
    return done;
  }

  #folderOf(teamId: string): string {
    return join(this.#folder, `of-${encodeURIComponent(teamId)}`);
  }

  #pathOf(teamId: string, sha: string): string {
    return join(this.#folderOf(teamId), sha);
  }

  #statOf(teamId: string, sha: string) {
    return unlessMissing(stat(this.#pathOf(teamId, sha)));
  }
}

function assertIsExpected({ sha, size }: StoredFile, expected: Partial<StoredFile>): void {
  if (expected.size !== undefined && expected.size !== size) {
    throw new Refusal(400, "bad_request", `The file has ${size} bytes, and ${expected.size} were announced.`);
  }
  if (expected.sha !== undefined && expected.sha !== sha) {
    throw new Refusal(400, "bad_request", `The file's SHA-1 is ${sha}, and not ${expected.sha} as was announced.`);
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, "r+");
  await file.sync().finally(() => file.close());
}

async function names(folder: string): Promise<readonly string[]> {
  return (await unlessMissing(readdir(folder))) ?? [];
}

async function unlessMissing<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  return asked.catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
}
