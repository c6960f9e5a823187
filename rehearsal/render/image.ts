import { z } from "zod";

/** A reference to an image: registry, repository, and a tag or a digest. */
export const imageReference = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9._/-]|:\d+\/)*[a-z0-9](:[\w][\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/,
    "must be a reference to an image, such as ghcr.io/example/app:1.2.3",
  );

/** What is left of a reference without its tag and its digest. */
export function repositoryOf(reference: string): string {
  const [name = ""] = reference.split("@");
  const colon = name.lastIndexOf(":");
  // A colon before the last slash is that of the registry's port.
  return colon > name.lastIndexOf("/") ? name.slice(0, colon) : name;
}

/** The digest that a reference names, if it names one. */
export function digestOf(reference: string): string | undefined {
  return reference.split("@")[1];
}
