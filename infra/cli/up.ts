import { changesInWords } from "./changes.ts";
import { Checklist } from "./checklist.ts";
import { localArgument } from "./environment-argument.ts";
import { withLocalEngine } from "./local-engine.ts";
import { type AddVerb, note, print } from "./verb.ts";

export const addUp: AddVerb = (cli, { signal }) => {
  cli
    .command("up")
    .description("bring up the stack of an environment")
    .argument("<environment>", "local")
    .option("--preview", "show what would change, and change nothing")
    .option("--json", "end with one JSON line")
    .action(async (name: string, { preview, json }: { preview?: boolean; json?: boolean }) => {
      const environment = localArgument(name, "up");
      const checklist = new Checklist(signal);
      await withLocalEngine(checklist, async ({ paths, pulumi, backing }) => {
        const changes = await checklist.step(
          preview ? `Preview of ${name}` : `Stack ${name}`,
          async (progress) => {
            if (preview) {
              const { openLocalStack } = await import("../local/stack.ts");
              return (await openLocalStack(paths, pulumi, backing)).preview({ progress, signal });
            }
            const { upLocalStack } = await import("../local/up.ts");
            const { changes, notes } = await upLocalStack(paths, pulumi, backing, { progress, signal });
            for (const sentence of notes) note(sentence);
            return changes;
          },
          changesInWords,
        );
        if (json) print(JSON.stringify({ environment: environment.name, preview: preview ?? false, changes }));
      });
    });
};
