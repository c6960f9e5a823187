import { z } from "zod";

/**
 * How an image's program is run, by the names of the OCI image specification.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/config.md
 */
export const imageConfig = z.strictObject({
  /** `NAME=value`. */
  Env: z.array(z.string().regex(/^[^=]+=/, "must be NAME=value")).readonly(),
  /** The program and its arguments; no shell reads them. */
  Cmd: z.array(z.string()).min(1, "must name a program").readonly(),
  /** Absolute, within the image. */
  WorkingDir: z.string().regex(/^(?!.*\/\.\.(\/|$))\//, "must be absolute and within the image"),
});

export type ImageConfig = Readonly<z.output<typeof imageConfig>>;

/** A file of an image as it was when the image was published. */
export const imageFile = z.object({
  path: z.string(),
  /** The permission bits. */
  mode: z.int(),
  /** In bytes. */
  size: z.int(),
  /** In milliseconds since the epoch; it tells a file that was written since, and is no part of the digest. */
  modified: z.number(),
  /** sha256 of what is in it, in hexadecimal; of where it leads for a symbolic link. */
  hash: z.string(),
});

export type ImageFile = z.output<typeof imageFile>;

/** What stands beside an image's files. */
export const imageRecord = z.object({
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  config: imageConfig,
  files: z.array(imageFile),
});

export type ImageRecord = z.output<typeof imageRecord>;

/** An image that can be run. */
export interface Image {
  /** `sha256:…` over all its files and its config. */
  readonly digest: string;
  readonly config: ImageConfig;
  /** The folder that is `/` to it. */
  readonly root: string;
}
