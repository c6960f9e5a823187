export { listOf, listOfText, mapOf, notEmpty, object, optional, outputSchema, setOf } from "./nested.ts";
export { BRIDGE, type ParameterizedPackage, parameterOf } from "./parameterization.ts";
export { type Arguments, type Inputs, isInput, type Outputs, type Property, type PropertyTable } from "./property.ts";
export {
  defineTable,
  type ResourceDefinition,
  type ResourceTable,
  type Rule,
  tableOf,
  type Values,
} from "./resource-table.ts";
