/**
 * What the status page shows, as plain data. The page in the browser takes these types, so that nothing of Node's is here. Times are ISO 8601, sentences
 * are for a person, and no secret is in any of it.
 */

/** Something that was found out, or the sentence that says why it wasn't. */
export type Known<Value> =
  | { readonly known: true; readonly value: Value }
  | { readonly known: false; readonly why: string };

/** The rehearsal at a moment. */
export interface RehearsalStatus {
  readonly at: string;
  readonly environments: readonly EnvironmentStatus[];
  /** Undefined where nothing has proved it yet. */
  readonly separation?: Known<SeparationStatus> | undefined;
  readonly faults: Known<readonly FaultInForce[]>;
}

/** One environment of the matrix. */
export interface EnvironmentStatus {
  readonly name: string;
  readonly urls: { readonly web: string; readonly api: string; readonly ws: string };
  /** The command that opens a browser which finds its addresses here; undefined where any browser does. */
  readonly openWith?: string | undefined;
  readonly health: HealthStatus;
  /** What runs it; undefined while it was not brought up. */
  readonly running?: RunningStatus | undefined;
}

/**
 * How an environment is:
 *
 * - `healthy`: API and page answer, and the API takes requests.
 * - `unhealthy`: something answers, and not as it should.
 * - `starting`: API or page don't answer yet, since the first deploy onto it is under way or about to be.
 * - `down`: nothing answers.
 * - `absent`: it was not brought up.
 */
export type Health = "healthy" | "unhealthy" | "starting" | "down" | "absent";

/** How an environment is, and why it is said to be so. */
export interface HealthStatus {
  readonly state: Health;
  readonly detail: string;
}

/** What runs an environment that was brought up. */
export interface RunningStatus {
  readonly apiRelease: Known<ReleaseStatus>;
  readonly webRelease: Known<ReleaseStatus>;
  readonly database: Known<DatabaseStatus>;
  /** Instances of the API; undefined where no platform runs it. */
  readonly instances?: Known<number> | undefined;
  /** Newest first; undefined where nothing is deployed, since the services run from a checkout. */
  readonly deploys?:
    | { readonly api: Known<readonly DeployStatus[]>; readonly web: Known<readonly DeployStatus[]> }
    | undefined;
}

/** A release, as what runs says of itself. */
export interface ReleaseStatus {
  readonly version: string;
  readonly commit: string;
}

/** A database. */
export interface DatabaseStatus {
  readonly name: string;
  readonly state: "available" | "changing" | "unavailable";
  /** In words: `Postgres 18, basic_1gb, oregon`. */
  readonly detail: string;
}

/** What is deployed: onto which of an environment's two targets. */
export type DeployKind = "api" | "web";

/** How far a deploy got: `serving` is the one that people reach, `replaced` was that before. */
export type DeployOutcome = "serving" | "running" | "ready" | "replaced" | "failed" | "canceled";

/** A deploy onto one of the targets. */
export interface DeployStatus {
  readonly id: string;
  readonly kind: DeployKind;
  /** The release: its version where the platform knows it, else the tag of its image; undefined while the platform doesn't know either. */
  readonly release?: string | undefined;
  /** The commit, where it isn't the release already. */
  readonly commit?: string | undefined;
  /** What made it a deploy of its own kind: `rollback`. */
  readonly trigger?: string | undefined;
  readonly outcome: DeployOutcome;
  /** As the platform names it. */
  readonly status: string;
  /** Goes on after the release: `runs its pre-deploy command`. */
  readonly statusInWords: string;
  /** What kept it from serving: the platform's word, or the last error that it put out. */
  readonly why?: string | undefined;
  readonly steps: readonly DeployStep[];
  readonly startedAt: string;
  readonly finishedAt?: string | undefined;
}

/** `skipped` was never come to, `unknown` is one of which the platform doesn't tell how it went. */
export type StepState = "done" | "running" | "failed" | "waiting" | "skipped" | "unknown";

/** One step of a deploy; its times are there when the platform told them, or the change was seen from here. */
export interface DeployStep {
  readonly name: string;
  readonly state: StepState;
  readonly startedAt?: string | undefined;
  readonly finishedAt?: string | undefined;
}

/** One line of a log. */
export interface LogLine {
  readonly at: string;
  readonly level: LogLevel;
  readonly text: string;
  /** Whether it tells of a request that was answered. */
  readonly isRequest?: true | undefined;
  /** The instance that put it out, shortened; undefined where the platform names none. */
  readonly instance?: string | undefined;
}

export type LogLevel = "debug" | "info" | "warning" | "error";

/** The last lines that a deploy put out, oldest first. */
export interface DeployLogs {
  readonly lines: readonly LogLine[];
  /** Whether there are earlier ones that are not among them. */
  readonly hasEarlier: boolean;
}

/** Whether the hosted environments are apart. */
export interface SeparationStatus {
  /** When that was looked at. */
  readonly at: string;
  readonly apart: boolean;
  /** How many fingerprints were compared. */
  readonly compared: number;
  /** What is shared and must not be, each a sentence without its value. */
  readonly shared: readonly string[];
  /** Ways by which one environment could reach into the other; none where none was tried. */
  readonly doors: readonly DoorStatus[];
}

/** A way by which one environment could reach into another, and what came of trying it. */
export interface DoorStatus {
  readonly name: string;
  readonly outcome: "refused" | "open" | "not tried";
  readonly detail: string;
}

/** A fault that is switched on, so that something goes wrong on purpose. */
export interface FaultInForce {
  /** As its switch is called: `health-never-comes`. */
  readonly name: string;
  /** What it strikes: `staging`, or `Render`. */
  readonly on: string;
  /** What goes wrong, in words. */
  readonly detail: string;
  /** The command that takes it off. */
  readonly offWith?: string | undefined;
}
