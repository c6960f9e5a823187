import { postgresql } from "./postgresql/index.ts";
import { random } from "./random/index.ts";
import type { Package } from "./table/package.ts";

/** Where the REST APIs of the hosting platforms are, such as `http://127.0.0.1:4000/v1`. */
export interface Platforms {
  readonly render?: { readonly url: string } | undefined;
  readonly vercel?: { readonly url: string } | undefined;
}

/** How the package of each platform is made from its URL. */
const platformPackages: { readonly [Name in keyof Platforms]?: (url: string) => Package } = {};

/** The packages served: those of the platforms only where the platform is at hand. */
export function packagesOf(platforms: Platforms): readonly Package[] {
  const hosted = Object.entries(platformPackages).flatMap(([name, packageAt]) => {
    const platform = platforms[name as keyof Platforms];
    return platform ? [packageAt(platform.url)] : [];
  });
  return [random, postgresql, ...hosted];
}
