import { postgresql } from "./postgresql/index.ts";
import { random } from "./random/index.ts";
import { renderAt } from "./render/index.ts";
import type { Package } from "./table/package.ts";
import { vercelAt } from "./vercel/index.ts";

/** Where the REST APIs of the hosting platforms are, such as `http://127.0.0.1:4000/v1`. */
export interface Platforms {
  readonly render?: { readonly url: string } | undefined;
  readonly vercel?: { readonly url: string } | undefined;
}

/** The packages served: those of the platforms only where the platform is at hand. */
export function packagesOf({ render, vercel }: Platforms): readonly Package[] {
  return [random, postgresql, ...(render ? [renderAt(render.url)] : []), ...(vercel ? [vercelAt(vercel.url)] : [])];
}
