import type { HostedEnvironment } from "@live-listen/stacks";
import type { EngineStack, Watch } from "../engine/stack.ts";
import type { Network } from "../releases/network.ts";
import type { PlatformAccess } from "./identify.ts";

/** Where the hosted environments are: at the vendors, or on this machine, where stand-ins answer in the vendors' place. */
export type RealmName = "platform" | "rehearsal";

/** A realm that is ready to be worked in. */
export interface Realm {
  readonly name: RealmName;
  /** In words, for a checklist. */
  readonly description: string;
  /** How the environments' own addresses are reached; the internet when undefined. */
  readonly network?: Network | undefined;
  /**
   * Opens the stack of an environment.
   *
   * @throws Fault in one sentence when the engine can't open it, or there is none and making it is a person's decision.
   */
  openStack(row: HostedEnvironment, watch?: Watch): Promise<HostedStack>;
  /** Lets go of what this process has opened. */
  close(): Promise<void>;
}

/** The stack of a hosted environment, opened in a realm. */
export interface HostedStack {
  readonly stack: EngineStack;
  /** How its platforms are reached, by the stack's own configuration. */
  readonly access: () => Promise<PlatformAccess>;
  /** What a verb's command ends with in this realm, such as ` --rehearsal`. */
  readonly verbSuffix: string;
  /** Whether a creation that the state knows nothing of has to be told to a person: the rehearsal's provider finishes its own. */
  readonly creationsNeedLookingFor: boolean;
}
