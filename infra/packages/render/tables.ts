export { postgres } from "./tables/postgres.ts";
