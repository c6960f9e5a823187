import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { seal, unseal } from "../../http/seal.ts";
import type { State } from "../state.ts";
import type { EnvVarValue, envVarList } from "./body.ts";
import type { EnvVar } from "./env-var.ts";

/** Of a value that Render makes. */
const GENERATED_BYTES = 32;

/** Gives a service its variables: those that it had and that are not among them are gone. */
export function setEnvVars(state: State, serviceId: string, list: z.output<typeof envVarList>): void {
  state.envVars = [
    ...state.envVars.filter((one) => one.serviceId !== serviceId),
    ...list.map(({ key, ...value }) => newEnvVar(state, serviceId, key, value)),
  ];
}

/** Gives a service one variable. */
export function setEnvVar(state: State, serviceId: string, key: string, value: EnvVarValue): EnvVar {
  const made = newEnvVar(state, serviceId, key, value);
  state.envVars = [...state.envVars.filter((one) => one.serviceId !== serviceId || one.key !== key), made];
  return made;
}

/** A variable as it is answered. */
export function answerOf({ key: secret }: State, { key, sealed }: EnvVar) {
  return { key, value: unseal(secret, sealed) };
}

/** A value that Render is to make is another one each time, also when the variable had one. */
function newEnvVar(state: State, serviceId: string, key: string, value: EnvVarValue): EnvVar {
  const text = value.value ?? randomBytes(GENERATED_BYTES).toString("base64");
  return { serviceId, key, sealed: seal(state.key, text) };
}
