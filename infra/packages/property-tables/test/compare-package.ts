import type { z } from "zod";
import { BRIDGE, type ParameterizedPackage, parameterOf } from "../parameterization.ts";
import { isInput, type PropertyTable } from "../property.ts";
import type { ResourceTable } from "../resource-table.ts";
import { compareWithFacts } from "./compare-with-facts.ts";
import type { packageFacts, providerFacts } from "./facts.ts";
import { isRequired } from "./schema-facts.ts";

/** A package that is held to the facts. */
export interface HeldPackage {
  readonly served: ParameterizedPackage;
  readonly configuration: PropertyTable;
  readonly tables: readonly ResourceTable[];
}

type Schema = z.output<typeof packageFacts>;

/** Compares how a package is made with the schema that the bridge gives it: a sentence for each difference. */
export function comparePackage(served: ParameterizedPackage, schema: Schema): readonly string[] {
  const { baseProvider, parameter } = schema.parameterization;
  const pairs: readonly (readonly [string, string, string])[] = [
    ["name", served.name, schema.name],
    ["version", served.version, schema.version],
    ["bridge", `${BRIDGE.name} ${BRIDGE.version}`, `${baseProvider.name} ${baseProvider.version}`],
    ["parameter", parameterOf(served), parameter],
  ];
  return pairs.flatMap(([what, ours, theirs]) =>
    ours === theirs ? [] : [`The package has the ${what} ${ours}, and the vendor's has ${theirs}.`],
  );
}

/** Compares a resource with the vendor's of the same token: a sentence for each difference. */
export function compareResource(
  { type, properties }: ResourceTable,
  facts: z.output<typeof providerFacts>,
  schema: Schema,
): readonly string[] {
  const [fact, generated] = [facts.resources[type], schema.resources[type]];
  if (!fact || !generated) return [`${type} is no resource of the vendor's.`];
  const inputs = Object.entries(properties).filter(([, property]) => isInput(property));
  const required = inputs.filter(([, property]) => isRequired(property) && !property.autoNamed);
  const names = (of: readonly (readonly [string, unknown])[]) => of.map(([name]) => name);
  return [
    ...compareWithFacts(type, properties, fact.props),
    ...compareNames(`${type} has the inputs`, names(inputs), Object.keys(generated.inputProperties)),
    ...compareNames(`${type} requires`, names(required), generated.requiredInputs),
    ...compareNames(`${type} has the properties`, Object.keys(properties), Object.keys(generated.properties)),
  ];
}

function compareNames(what: string, ours: readonly string[], theirs: readonly string[]): readonly string[] {
  const [mine, vendors] = [ours, theirs].map((names) => [...names].sort().join(", "));
  return mine === vendors ? [] : [`${what} ${mine}; the vendor's: ${vendors}.`];
}
