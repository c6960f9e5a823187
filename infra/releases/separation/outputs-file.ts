import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Fault, messageOf, UsageFault } from "../../fault.ts";
import { type ComparedStack, comparedStack } from "./compare.ts";

/** A file of a stack's outputs, and the environment that they should be of. */
export interface OutputsFile {
  readonly environment: string;
  readonly file: string;
}

/**
 * Reads `environment=file`.
 *
 * @throws UsageFault for anything else.
 */
export function parseOutputsFile(text: string): OutputsFile {
  const [, environment, file] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (environment && file) return { environment, file };
  throw new UsageFault(`${text} names no environment and file: write \`--outputs staging=<file> production=<file>\`.`);
}

/**
 * Reads what two stacks have told by `pulumi stack output --json`, so that stacks whose backends and keys no one person has can be compared.
 * Nothing secret is in such a file: fingerprints are keyed, and what is secret is hidden in it.
 *
 * @param environments whose outputs are needed, each from a file of its own.
 * @returns the stacks in that order.
 * @throws UsageFault when the files aren't those of the environments; Fault when one can't be read or holds no fingerprints.
 */
export async function readOutputsFiles(
  [one, other]: readonly [string, string],
  files: readonly OutputsFile[],
): Promise<readonly [ComparedStack, ComparedStack]> {
  const [first, second] = [one, other].map((name) => files.find(({ environment }) => environment === name));
  if (!first || !second || files.length > 2) {
    throw new UsageFault(
      `The outputs of ${one} and of ${other} are compared, each from one file: write \`--outputs ${one}=<file> ${other}=<file>\`.`,
    );
  }
  if (resolve(first.file) === resolve(second.file)) {
    throw new UsageFault(`${first.file} is given for both environments: give each the file of its own outputs.`);
  }
  return [await readStack(first), await readStack(second)];
}

async function readStack({ environment, file }: OutputsFile): Promise<ComparedStack> {
  const make = `\`pulumi stack output --json -s ${environment} > ${file}\``;
  let outputs: unknown;
  try {
    outputs = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    // What a parser says of JSON repeats some of it.
    const why = error instanceof SyntaxError ? "it is no JSON" : messageOf(error);
    throw new Fault(`The outputs of ${environment} can't be read from ${file} (${why}): make it with ${make}.`);
  }
  const stack = comparedStack(outputs);
  if (!stack) {
    throw new Fault(
      `${file} holds no fingerprints of ${environment}: run \`npm run up -- ${environment}\`, then make it with ${make}.`,
    );
  }
  if (stack.name !== environment) {
    throw new UsageFault(
      `${file} holds the outputs of ${stack.name} and not those of ${environment}: make it with ${make}.`,
    );
  }
  return stack;
}
