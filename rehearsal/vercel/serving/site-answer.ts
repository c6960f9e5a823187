import { parse as parseCookies } from "hono/utils/cookie";
import type { RoutedRequest } from "../configuration/condition.ts";
import { follow } from "../configuration/follow.ts";
import type { DeployedFile, Deployment } from "../deployments/deployment.ts";
import type { FileStore } from "../files/store.ts";
import { EncodedBodies } from "./encoded.ts";
import { fileAnswer } from "./file-answer.ts";
import { redirectAnswer } from "./redirect-answer.ts";
import type { Refused } from "./refused-page.ts";
import type { Site } from "./site.ts";
import type { Sites } from "./sites.ts";

/** The page of a deployment for what it doesn't have. */
const OWN_ERROR_PAGE = "/404.html";

interface Found {
  readonly file: DeployedFile;
  readonly path: string;
}

/** Answers what is asked of a deployment: by its redirects, with a file, or with what its rewrites lead to. */
export class SiteAnswers {
  readonly #sites: Sites;
  readonly #files: FileStore;
  readonly #bodies = new EncodedBodies();

  constructor(sites: Sites, files: FileStore) {
    this.#sites = sites;
    this.#files = files;
  }

  /**
   * The answer of a deployment. All that it is made of is of this one deployment, wherever the host name leads meanwhile.
   *
   * @param extra headers that go with every answer
   */
  async answer(
    request: Request,
    hostname: string,
    deployment: Deployment,
    extra: Readonly<Record<string, string>>,
  ): Promise<Response | Refused> {
    const routed = routedRequest(request, hostname);
    if (!routed) return { reason: "BAD_REQUEST", headers: extra };
    const site = await this.#sites.of(deployment);
    const first = follow(site.routes.first, routed);
    const redirect = redirectAnswer(first, routed.query, extra);
    if (redirect) return redirect;
    const { found, status, headers } = lookUp(site, routed, first);
    const all = { ...extra, ...headers };
    if (!found) return { reason: "NOT_FOUND", headers: all };
    if (request.method !== "GET" && request.method !== "HEAD") {
      return { reason: "INVALID_REQUEST_METHOD", headers: { ...all, allow: "GET, HEAD" } };
    }
    const body = await this.#files.read(deployment.teamId, found.file.sha);
    // It has been deleted since the request came in.
    if (!body) return { reason: "DEPLOYMENT_NOT_FOUND", headers: extra };
    const modifiedAt = deployment.createdAt;
    return fileAnswer(request, { ...found, body, status, headers: all, modifiedAt }, this.#bodies);
  }
}

function lookUp(site: Site, request: RoutedRequest, first: ReturnType<typeof follow>) {
  const direct = fileAt(site, first.path);
  if (direct) return { found: direct, status: first.status ?? 200, headers: first.headers };
  const isRefused = first.isDecided && first.status !== undefined;
  const missed = isRefused ? undefined : follow(site.routes.missed, { ...request, path: first.path });
  const rewritten = missed && fileAt(site, missed.path.replace(/[?#].*$/, ""));
  const headers = { ...first.headers, ...missed?.headers };
  if (rewritten) return { found: rewritten, status: missed?.status ?? 200, headers };
  const failed = follow(site.routes.failed, { ...request, path: first.path });
  const found = fileAt(site, failed.isDecided ? failed.path : OWN_ERROR_PAGE);
  const status = failed.status ?? missed?.status ?? first.status ?? 404;
  return { found, status, headers: { ...headers, ...failed.headers } };
}

/** The file that is at a path: itself, its folder's page, or, where addresses are tidy, the page of its name. */
function fileAt({ files, cleanUrls }: Site, path: string): Found | undefined {
  const bare = path.replace(/\/+$/, "");
  const tidy = cleanUrls ? [`${bare}.html`] : [];
  const candidates = [...(path === bare ? [path] : []), ...tidy, `${bare}/index.html`];
  for (const candidate of candidates) {
    const file = files.get(candidate);
    if (file) return { file, path: candidate };
  }
  return undefined;
}

function routedRequest(request: Request, hostname: string): RoutedRequest | undefined {
  const url = new URL(request.url);
  try {
    const path = decodeURIComponent(url.pathname);
    const cookies = parseCookies(request.headers.get("cookie") ?? "");
    return {
      method: request.method,
      hostname,
      path,
      query: url.searchParams,
      header: (name) => request.headers.get(name) ?? undefined,
      cookie: (name) => cookies[name],
    };
  } catch {
    return undefined;
  }
}
