import type { Router } from "../../edge/router.ts";
import type { Fault } from "../../fault.ts";
import type { ServiceFaults } from "../faults/service-faults.ts";
import type { Logs } from "../logs/logs.ts";
import type { Redirects } from "../running/redirects.ts";
import type { State } from "../state.ts";
import type { ProcessRecords } from "./process-records.ts";
import type { Times } from "./times.ts";

/** What everything that runs works with. */
export interface Hosting {
  readonly state: State;
  readonly save: () => Promise<void>;
  /** Folder of the image store. */
  readonly store: string;
  /** Where host names are answered; without it instances run and nobody is led to them. */
  readonly edge: Router | undefined;
  /** Addresses that requests come by, behind their client's. */
  readonly via: readonly string[];
  readonly redirects: Redirects;
  readonly times: Times;
  readonly logs: Logs;
  readonly records: ProcessRecords;
  readonly faults: ServiceFaults;
  /** In which each program has a folder while it runs. */
  readonly scratch: string;
  readonly onFault: (fault: Fault) => void;
}
