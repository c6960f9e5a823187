import { isPortFree } from "../../hosting/ports.ts";
import { type Check, good, wrong } from "../check.ts";

/** A port that the local environment listens on. */
export interface NeededPort {
  readonly port: number;
  /** What listens there, in words: "the API". */
  readonly service: string;
  /** The process of this clone that has the port; undefined when none is known. */
  readonly owner: () => Promise<number | undefined>;
}

/** A port: free, ours, or taken by something else. */
export function portCheck({ port, service, owner }: NeededPort): Check {
  return {
    name: `Port ${port}`,
    look: async () => {
      if (await isPortFree(port)) return good(`Free for ${service}.`);
      const pid = await owner();
      if (pid !== undefined) return good(`${capital(service)} of this clone has it (process ${pid}).`);
      return wrong(`Taken, and ${service} needs it: stop what listens there (\`lsof -i :${port}\` names it).`);
    },
  };
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
