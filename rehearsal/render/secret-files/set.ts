import type { z } from "zod";
import { seal, unseal } from "../../http/seal.ts";
import type { State } from "../state.ts";
import type { secretFileList } from "./body.ts";
import type { SecretFile } from "./secret-file.ts";

/** Gives a service its files: those that it had and that are not among them are gone. */
export function setSecretFiles(state: State, serviceId: string, list: z.output<typeof secretFileList>): void {
  state.secretFiles = [
    ...state.secretFiles.filter((one) => one.serviceId !== serviceId),
    ...list.map(({ name, content }) => ({ serviceId, name, sealed: seal(state.key, content) })),
  ];
}

/** Gives a service one file. */
export function setSecretFile(state: State, serviceId: string, name: string, content: string): SecretFile {
  const made = { serviceId, name, sealed: seal(state.key, content) };
  state.secretFiles = [...state.secretFiles.filter((one) => one.serviceId !== serviceId || one.name !== name), made];
  return made;
}

/** A file as it is answered. */
export function answerOf({ key }: State, { name, sealed }: SecretFile) {
  return { name, content: unseal(key, sealed) };
}
