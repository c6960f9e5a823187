import type { WebVariables } from "../src/environment/variables.ts";

/** One header of an answer. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

const TWO_YEARS_IN_SECONDS = 63_072_000;

/**
 * The headers that go with every file of the bundle, as data: the server here answers with them, and a host's configuration can be written
 * from them. They follow OWASP's HTTP Headers Cheat Sheet and its Secure Headers Project.
 *
 * @param variables of the environment that the page is stamped for.
 */
export function securityHeaders(variables: WebVariables): readonly Header[] {
  const environment = variables.NEXT_PUBLIC_APP_ENV;
  return [
    { name: "Content-Security-Policy", value: contentSecurityPolicy(variables) },
    { name: "Permissions-Policy", value: PERMISSIONS_POLICY },
    { name: "Cross-Origin-Opener-Policy", value: "same-origin" },
    { name: "Cross-Origin-Resource-Policy", value: "same-origin" },
    // A room's address is its key: no other site may learn it from a link that is followed.
    { name: "Referrer-Policy", value: "no-referrer" },
    { name: "X-Content-Type-Options", value: "nosniff" },
    ...(environment === "local" ? [] : [STRICT_TRANSPORT_SECURITY]),
    ...(environment === "production" ? [] : [{ name: "X-Robots-Tag", value: "noindex, nofollow" }]),
  ];
}

/** RFC 6797. `preload` is left out: it is a promise for every subdomain that can't be taken back for months. */
const STRICT_TRANSPORT_SECURITY: Header = {
  name: "Strict-Transport-Security",
  value: `max-age=${TWO_YEARS_IN_SECONDS}; includeSubDomains`,
};

/** Content Security Policy Level 3: nothing but the bundle's own files, and a connection to this environment's API alone. */
function contentSecurityPolicy(variables: WebVariables): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `connect-src ${variables.NEXT_PUBLIC_API_URL} ${variables.NEXT_PUBLIC_WS_URL}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

/** The W3C's list of policy-controlled features: the host of a room speaks, listeners hear, nobody needs anything else. */
const PERMISSIONS_POLICY = [
  "autoplay=(self)",
  "microphone=(self)",
  ...[
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
  ].map((feature) => `${feature}=()`),
].join(", ");
