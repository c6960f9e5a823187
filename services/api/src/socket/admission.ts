import { type Negotiation, negotiate, PROTOCOL_VERSIONS, subprotocolOf } from "@live-listen/protocol";
import { Fault, type FaultDescription } from "../http/fault.ts";

/** Path of the one WebSocket endpoint. */
export const SOCKET_PATH = "/socket";

/** The only version of the WebSocket protocol there is (RFC 6455 section 4.1). */
const WEBSOCKET_VERSION = "13";

/** Reads a header of a request by its name in lower case. */
export type HeaderReader = (name: string) => string | undefined;

/** What decides whether a handshake may open a socket. */
export interface AdmissionRules {
  /** The one origin whose pages may open sockets. */
  readonly webUrl: string;
  readonly stopping: boolean;
}

/** The outcome of a handshake: how to go on, or with what to refuse it. */
export type Admission =
  | { readonly ok: true; readonly negotiation: Exclude<Negotiation, { kind: "foreign" }> }
  | { readonly ok: false; readonly fault: FaultDescription };

/**
 * Decides about a handshake (RFC 6455 section 4.2.1). A page of another origin is refused, as browsers don't apply CORS to sockets. A client that sends no
 * Origin is no browser: it carries nobody's cookies along and could send any Origin it likes, so refusing it would protect nobody.
 *
 * @param header of the request.
 * @returns refused when it isn't a handshake (426), comes from a foreign origin (403), offers no subprotocol of ours (400), or comes too late (503).
 */
export function admit(header: HeaderReader, { webUrl, stopping }: AdmissionRules): Admission {
  if (!isHandshake(header)) {
    const headers = { Upgrade: "websocket", Connection: "Upgrade", "Sec-WebSocket-Version": WEBSOCKET_VERSION };
    return refusal({
      status: 426,
      code: "upgrade_required",
      message: "This path speaks WebSocket only: connect with a WebSocket client.",
      headers,
    });
  }
  const origin = header("origin");
  if (origin !== undefined && origin !== webUrl) {
    return refusal({ status: 403, code: "foreign_origin", message: "Pages of this origin may not open sockets here." });
  }
  const negotiation = negotiate(offeredSubprotocols(header));
  if (negotiation.kind === "foreign") {
    const ours = PROTOCOL_VERSIONS.map(subprotocolOf).join(" or ");
    return refusal({ status: 400, code: "foreign_subprotocol", message: `Offer the WebSocket subprotocol ${ours}.` });
  }
  if (stopping) {
    return refusal({ status: 503, code: "stopping", message: "This instance is stopping: connect again." });
  }
  return { ok: true, negotiation };
}

function refusal(fault: FaultDescription): Admission {
  return { ok: false, fault };
}

function isHandshake(header: HeaderReader): boolean {
  const connection = (header("connection") ?? "").toLowerCase().split(",");
  return (
    header("upgrade")?.toLowerCase() === "websocket" &&
    connection.some((token) => token.trim() === "upgrade") &&
    header("sec-websocket-version") === WEBSOCKET_VERSION &&
    // RFC 6455 section 4.1: 16 bytes in base64.
    /^[+/0-9A-Za-z]{22}==$/.test(header("sec-websocket-key") ?? "")
  );
}

function offeredSubprotocols(header: HeaderReader): string[] {
  return (header("sec-websocket-protocol") ?? "").split(",").map((name) => name.trim());
}

/** Gives the negotiation of an admitted handshake. @throws {Fault} when it isn't admitted. */
export function requireAdmission(header: HeaderReader, rules: AdmissionRules) {
  const admission = admit(header, rules);
  if (!admission.ok) throw new Fault(admission.fault);
  return admission.negotiation;
}
