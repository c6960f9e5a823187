import { environments, matrixCells, matrixHeadings } from "@live-listen/stacks";
import { formatTable } from "./table.ts";
import { type AddVerb, print } from "./verb.ts";

export const addMatrix: AddVerb = (cli) => {
  cli
    .command("matrix")
    .description("print the environment matrix")
    .option("--json", "as data")
    .action(({ json }: { json?: boolean }) => {
      print(json ? JSON.stringify(environments) : formatTable(matrixHeadings, environments.map(matrixCells)));
    });
};
