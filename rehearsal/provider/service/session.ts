import { BRIDGE, type ParameterizedPackage } from "@live-listen/property-tables";
import { Fault } from "../../fault.ts";
import type { OpenPackage, Package } from "../table/package.ts";

/** Far more than the engines that can be at work at once; each keeps one connection per provider. */
const SESSION_LIMIT = 512;

/** One engine-side provider: it has a connection of its own, and configures and cancels for itself. */
export interface Session {
  /** The package as it was configured; undefined before that, and while its configuration is not known yet. */
  readonly opened: OpenPackage | undefined;
  /** Ends when the engine cancels. */
  readonly signal: AbortSignal;
}

interface OpenSession extends Session {
  /** What the bridge was made into on this connection; every other package is one of its own. */
  parameterized: Package | undefined;
  opened: OpenPackage | undefined;
  readonly cancel: AbortController;
}

/** The sessions of a server, by the connection they came in on (`call.getPeer()`). */
export class Sessions {
  readonly #packages: ReadonlyMap<string, Package>;
  readonly #sessions = new Map<string, OpenSession>();

  constructor(packages: readonly Package[]) {
    this.#packages = new Map(packages.map((served) => [served.name, served]));
  }

  /** The packages that are made of a Terraform provider, each with what it is made of. */
  get parameterized(): readonly (ParameterizedPackage & { readonly served: Package })[] {
    return [...this.#packages.values()].flatMap((served) =>
      served.parameterization ? [{ ...served.parameterization, served }] : [],
    );
  }

  /** Makes the bridge on a connection into one of its packages. */
  parameterize(peer: string, served: Package): void {
    this.#find(peer).parameterized = served;
  }

  /**
   * The package of a type or of a provider.
   *
   * @param peer the connection: one of the bridge speaks for the package that it was made into, and no other
   * @param token for example `random:index/randomPassword:RandomPassword` or `pulumi:providers:random`
   * @throws Fault when it is not served on this connection
   */
  packageOf(peer: string, token: string): Package {
    const name = token.startsWith("pulumi:providers:") ? token.slice("pulumi:providers:".length) : token.split(":")[0];
    const { parameterized } = this.#find(peer);
    const found = this.#packages.get(name ?? "");
    if (found && (parameterized ?? found) === found && (!found.parameterization || parameterized)) return found;
    if (found?.parameterization) {
      throw new Fault(
        `The package "${name}" is made by ${BRIDGE.name}, and this connection was not asked for it: generate its SDK again with "pulumi package add ${BRIDGE.name}".`,
      );
    }
    throw new Fault(
      `The package "${name}" is not served here, only ${[...this.#packages.keys()].join(", ")}: take it out of PULUMI_DEBUG_PROVIDERS to use the real one.`,
    );
  }

  /** Begins a session, in place of any that an earlier connection from the same port has left. */
  async begin(peer: string): Promise<void> {
    await this.#drop(peer);
    const cancel = new AbortController();
    this.#sessions.set(peer, { opened: undefined, parameterized: undefined, cancel, signal: cancel.signal });
    // gRPC does not tell when a connection has ended, so the oldest make room; a session holds no connection by itself.
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > SESSION_LIMIT && oldest !== undefined) await this.#drop(oldest);
  }

  /** @throws Fault when the connection has not begun with a handshake */
  of(peer: string): Session {
    return this.#find(peer);
  }

  /** Puts a configured package in place of the session's last one. */
  async configure(peer: string, opened: OpenPackage | undefined): Promise<void> {
    const session = this.#find(peer);
    await session.opened?.close();
    session.opened = opened;
  }

  /** Ends what a session has under way. */
  cancel(peer: string): void {
    this.#sessions.get(peer)?.cancel.abort();
  }

  /** Ends every session. */
  async close(): Promise<void> {
    await Promise.all([...this.#sessions.keys()].map((peer) => this.#drop(peer)));
  }

  #find(peer: string): OpenSession {
    const session = this.#sessions.get(peer);
    if (session) return session;
    throw new Fault("This connection has not begun with a handshake: run `pulumi version` and use 3.256.0 or later.");
  }

  async #drop(peer: string): Promise<void> {
    const session = this.#sessions.get(peer);
    this.#sessions.delete(peer);
    session?.cancel.abort();
    await session?.opened?.close();
  }
}
