import type { Values } from "@live-listen/property-tables";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { z } from "zod";

/** A value that is not known before the update runs (pulumi-rpc's `UnknownStringValue`). */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** A value that Pulumi encrypts in its state and hides from what it prints. */
export class Secret {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

export type { Values };

// Fixed by Pulumi's wire format: sdk/go/common/resource/sig.go and sdk/go/common/resource/plugin/rpc.go.
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

const record = z.record(z.string(), z.unknown());

/**
 * Reads properties from the wire: unknown values become {@link UNKNOWN}, secrets lose their wrapping (the engine
 * remembers by itself which inputs are secret), null counts as absent.
 */
export function decode(properties: struct.Struct | undefined): Values {
  return properties ? decodeRecord(record.parse(properties.toJavaScript())) : {};
}

function decodeRecord(values: Values): Values {
  const present = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(present.map(([key, value]) => [key, decodeValue(value)]));
}

function decodeValue(value: unknown): unknown {
  if (value === UNKNOWN_TEXT) return UNKNOWN;
  if (Array.isArray(value)) return value.map(decodeValue);
  if (typeof value !== "object" || value === null) return value;
  const entries = record.parse(value);
  return entries[SIGNATURE_KEY] === SECRET_SIGNATURE ? decodeValue(entries.value) : decodeRecord(entries);
}

/** Writes properties to the wire; the reverse of {@link decode}, with secrets wrapped. */
export function encode(values: Values): struct.Struct {
  return struct.Struct.fromJavaScript(encodeRecord(values));
}

/** JSON's values, as the wire's structs hold them. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function encodeRecord(values: Values): { [key: string]: Json } {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([key, value]) => [key, encodeValue(value)]));
}

function encodeValue(value: unknown): Json {
  if (value === UNKNOWN) return UNKNOWN_TEXT;
  if (value instanceof Secret) return { [SIGNATURE_KEY]: SECRET_SIGNATURE, value: encodeValue(value.value) };
  if (Array.isArray(value)) return value.map(encodeValue);
  if (typeof value === "boolean" || typeof value === "number" || typeof value === "string") return value;
  return value === null || value === undefined ? null : encodeRecord(record.parse(value));
}

/** Whether a value is unknown or holds one that is, however deep. */
export function holdsUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(holdsUnknown);
}
