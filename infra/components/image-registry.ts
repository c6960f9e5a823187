/** The image registries that Render knows credentials of, by the end of their host names. */
const REGISTRIES = {
  "ghcr.io": "GITHUB",
  "registry.gitlab.com": "GITLAB",
  "docker.io": "DOCKER",
  "pkg.dev": "GOOGLE_ARTIFACT",
  "amazonaws.com": "AWS_ECR",
} as const;

/** A registry by Render's name for it. */
export type ImageRegistry = (typeof REGISTRIES)[keyof typeof REGISTRIES];

/** The hosts of images, for a sentence. */
export const IMAGE_HOSTS = Object.keys(REGISTRIES);

/**
 * Which registry an image lies in.
 *
 * @param image such as `ghcr.io/owner/name`.
 * @returns undefined when Render keeps no credentials for it.
 */
export function registryOfImage(image: string): ImageRegistry | undefined {
  const host = image.split("/")[0] ?? "";
  const [, registry] = Object.entries(REGISTRIES).find(([end]) => host === end || host.endsWith(`.${end}`)) ?? [];
  return registry;
}
