/** A reference to an image, in the parts that the provider has it in. */
export interface ImageReference {
  /** Registry and repository. */
  readonly imageUrl: string;
  readonly tag?: string | undefined;
  /** For example `sha256:…`. */
  readonly digest?: string | undefined;
}

/** Puts a reference together; a tag wins over a digest, as it does in Render's own provider. */
export function formatImage({ imageUrl, tag, digest }: ImageReference): string {
  if (tag) return `${imageUrl}:${tag}`;
  return digest ? `${imageUrl}@${digest}` : imageUrl;
}

/**
 * Takes a reference apart. A colon before the last slash is the registry's port
 * (https://pkg.go.dev/github.com/distribution/reference).
 */
export function parseImage(path: string): ImageReference {
  const [name = "", digest] = path.split("@");
  if (digest !== undefined) return { imageUrl: name, digest };
  const colon = name.lastIndexOf(":");
  return colon > name.lastIndexOf("/")
    ? { imageUrl: name.slice(0, colon), tag: name.slice(colon + 1) }
    : { imageUrl: name };
}
