import type { AddVerb } from "./verb.ts";

export const addBench: AddVerb = () => {};
