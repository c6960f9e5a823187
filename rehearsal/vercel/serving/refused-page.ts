/** Why no file is served, by the codes that Vercel has for it. */
const REASONS = {
  NOT_FOUND: { status: 404, text: "There is no page here." },
  DEPLOYMENT_NOT_FOUND: { status: 404, text: "There is no deployment here." },
  DEPLOYMENT_DELETED: { status: 410, text: "The deployment that was here has been deleted." },
  BAD_REQUEST: { status: 400, text: "The address can't be read." },
  INVALID_REQUEST_METHOD: { status: 405, text: "Files are only ever read." },
  AUTHENTICATION_REQUIRED: { status: 401, text: "Sign in to see this deployment." },
} as const;

/** That no file is served, and why. */
export interface Refused {
  readonly reason: keyof typeof REASONS;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The answer when no file is served: a page for browsers, a few lines for others.
 *
 * @param id of the request
 * @see https://vercel.com/docs/errors
 */
export function refusedPage({ reason, headers = {} }: Refused, id: string, wantsHtml: boolean): Response {
  const { status, text } = REASONS[reason];
  return new Response(wantsHtml ? pageOf(status, reason, text, id) : `${text}\n\n${reason}\n\n${id}\n`, {
    status,
    headers: {
      ...headers,
      "cache-control": "public, max-age=0, must-revalidate",
      "content-type": wantsHtml ? "text/html; charset=utf-8" : "text/plain; charset=utf-8",
      "x-vercel-error": reason,
    },
  });
}

function pageOf(status: number, reason: string, text: string, id: string): string {
  const title = `${status}: ${reason}`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body><h1>${title}</h1><p>${text}</p><p><code>${id}</code></p></body>
</html>
`;
}
