import type { AddVerb } from "./verb.ts";

export const addDoctor: AddVerb = () => {};
