import { changesInWords } from "./changes.ts";
import { Checklist } from "./checklist.ts";
import { localArgument } from "./environment-argument.ts";
import { withLocalEngine } from "./local-engine.ts";
import { type AddVerb, print } from "./verb.ts";

export const addDestroy: AddVerb = (cli, { signal }) => {
  cli
    .command("destroy")
    .description("delete what the stack of an environment made, its database included")
    .argument("<environment>", "local")
    .option("--json", "end with one JSON line")
    .action(async (name: string, { json }: { json?: boolean }) => {
      localArgument(name, "destroy");
      const checklist = new Checklist(signal);
      await withLocalEngine(checklist, async ({ paths, pulumi, backing }) => {
        const changes = await checklist.step(
          `Destroying ${name}`,
          async (progress) => {
            const { destroyLocalStack } = await import("../local/destroy.ts");
            return destroyLocalStack(paths, pulumi, backing, { progress, signal });
          },
          changesInWords,
        );
        if (json) print(JSON.stringify({ environment: name, changes }));
      });
    });
};
