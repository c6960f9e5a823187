import { UsageFault } from "../fault.ts";
import { type AddVerb, note } from "./verb.ts";

const ACTIONS = ["stop", "reset"] as const;

export const addRehearse: AddVerb = (cli) => {
  cli
    .command("rehearse")
    .description("look after the rehearsal: stop it, or remove all that it has made")
    .argument("<action>", ACTIONS.join(", "))
    .action(async (action: string) => {
      const { resetRehearsal, stopRehearsal } = await import("../realms/rehearsal/reset.ts");
      if (action === "stop") return note((await stopRehearsal()) ? "Stopped." : "The rehearsal doesn't run.");
      if (action === "reset") {
        await resetRehearsal();
        return note("Removed: its stacks, releases and databases. `npm start` makes them anew.");
      }
      throw new UsageFault(`There is no \`npm run rehearse -- ${action}\`: it is one of ${ACTIONS.join(", ")}.`);
    });
};
