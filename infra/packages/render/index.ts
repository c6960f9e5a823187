import { customResource, type ResourceArguments } from "@live-listen/property-tables/custom-resource";
import { render } from "./package.ts";
import { postgres } from "./tables/postgres.ts";

/** A managed Postgres instance of Render. */
export class Postgres extends customResource(postgres, render) {}
export type PostgresArgs = ResourceArguments<typeof postgres.properties>;
