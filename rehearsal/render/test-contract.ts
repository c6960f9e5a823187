import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { VENDOR_FACTS } from "@live-listen/property-tables/vendor-facts";
import { Ajv } from "ajv";
import ajvFormats from "ajv-formats";
import { z } from "zod";
import { postgresMajorVersion } from "../postgres/index.ts";

/** Render's own description of its API; beside the repository, and not in it. */
const CONTRACT = join(VENDOR_FACTS, "render-openapi.json");

const content = z.object({ "application/json": z.object({ schema: z.unknown() }) });
const response = z.object({ $ref: z.string().optional(), content: content.optional() });
const named = z.object({ name: z.string() });
const parameter = z.union([named, z.object({ $ref: z.string() })]);
const operation = z.object({
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content, required: z.boolean().optional() }).optional(),
  responses: z.record(z.string(), response),
});
const document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.looseObject({
    parameters: z.record(z.string(), named),
    schemas: z.record(z.string(), z.looseObject({})),
  }),
});

/** What is wrong with something by the contract; nothing when the list is empty. */
export type Faults = readonly string[];

/**
 * Render's API as its document describes it.
 *
 * The document lets the details of a service be of any of five kinds, each of which allows what it doesn't name, so that
 * they are of several kinds at once; here they are what those of a web service from an image have to be.
 */
export class Contract {
  readonly #paths: z.output<typeof document>["paths"];
  readonly #parameters: z.output<typeof document>["components"]["parameters"];
  readonly #ajv = new Ajv({ strict: false, allErrors: true });

  constructor(text: string) {
    const whole = document.parse(JSON.parse(text));
    const { schemas, parameters } = whole.components;
    for (const verb of ["", "POST", "PATCH"]) {
      narrow(schemas[`service${verb}`], "serviceDetails", `webServiceDetails${verb}`);
      narrow(schemas[`webServiceDetails${verb}`], "envSpecificDetails", `dockerDetails${verb}`);
    }
    // The document is older than the PostgreSQL that npm brings.
    z.object({ enum: z.custom<string[]>() }).parse(schemas.postgresVersion).enum.push(String(postgresMajorVersion));
    this.#paths = whole.paths;
    this.#parameters = parameters;
    ajvFormats.default(this.#ajv);
    this.#ajv.addFormat("password", true);
    this.#ajv.addSchema(whole, "render");
  }

  /** Whether the document has an operation, by the path as the document has it. */
  has(method: string, path: string): boolean {
    return this.#pathOf(method, path) !== undefined;
  }

  /**
   * What is wrong with a request.
   *
   * @param target the path, with its query
   */
  ofRequest(method: string, target: string, body: unknown): Faults {
    const [path = "", query] = target.split("?");
    const found = this.#find(method, path);
    if (typeof found === "string") return [found];
    const { requestBody, parameters } = found.operation;
    const names = parameters.map(
      (one) => ("name" in one ? one : this.#parameters[one.$ref.split("/").at(-1) ?? ""])?.name,
    );
    const unknown = [...new URLSearchParams(query).keys()].filter((name) => !names.includes(name));
    if (unknown.length > 0) return unknown.map((name) => `the query has no "${name}"`);
    if (!requestBody) return body === undefined ? [] : ["the request has a body"];
    if (body === undefined) return requestBody.required ? ["the request has no body"] : [];
    return this.#validate(`${found.pointer}/requestBody/content/application~1json/schema`, body);
  }

  /** What is wrong with an answer. */
  ofAnswer(method: string, path: string, status: number, body: unknown): Faults {
    const found = this.#find(method, path);
    if (typeof found === "string") return [found];
    const answer = found.operation.responses[status];
    if (!answer) return [`it is never answered with ${status}`];
    const pointer = answer.$ref ?? `${found.pointer}/responses/${status}`;
    const schema = answer.$ref === undefined ? answer.content : true;
    if (!schema) return body === undefined ? [] : ["the answer has a body"];
    return this.#validate(`${pointer}/content/application~1json/schema`, body);
  }

  #find(method: string, path: string) {
    const template = this.#pathOf(method, path);
    if (template === undefined) return `the document has no ${method} ${path}`;
    const verb = method.toLowerCase();
    return {
      operation: operation.parse(this.#paths[template]?.[verb]),
      pointer: `#/paths/${template.replaceAll("~", "~0").replaceAll("/", "~1")}/${verb}`,
    };
  }

  /** The document's path for a real one: of several that fit, the one with the fewest variables. */
  #pathOf(method: string, path: string): string | undefined {
    const parts = path.split("/");
    const fits = (template: string) => {
      const wanted = template.split("/");
      return (
        wanted.length === parts.length &&
        wanted.every((part, index) => part === parts[index] || (/^\{.*\}$/.test(part) && parts[index] !== ""))
      );
    };
    return Object.keys(this.#paths)
      .filter((template) => this.#paths[template]?.[method.toLowerCase()] !== undefined && fits(template))
      .sort((a, b) => a.split("{").length - b.split("{").length)[0];
  }

  #validate(pointer: string, value: unknown): Faults {
    const validate = this.#ajv.getSchema(`render${encodeURI(pointer)}`);
    if (!validate) return [`the document has nothing at ${pointer}`];
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message = "" }) => `${instancePath || "the whole"} ${message}`);
  }
}

/** Reads the contract; undefined where it is not at hand. */
export function readContract(): Contract | undefined {
  return existsSync(CONTRACT) ? new Contract(readFileSync(CONTRACT, "utf8")) : undefined;
}

/** Says what a property of a schema has to be. */
function narrow(schema: unknown, property: string, name: string): void {
  const { properties } = z.object({ properties: z.custom<object>() }).parse(schema);
  Object.assign(properties, { [property]: { $ref: `#/components/schemas/${name}` } });
}
