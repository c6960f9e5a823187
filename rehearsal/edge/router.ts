/** A server on this machine that requests are passed on to. */
export interface Target {
  readonly host: "127.0.0.1";
  readonly port: number;
}

/** How a platform says which of its servers answer under a host name. */
export interface Router {
  /**
   * Lets a host name be answered by these targets from now on, in turn; requests and WebSockets under way stay where they
   * are. With none, new requests are answered with 503.
   *
   * @param via addresses that the platform's own proxies would add to `X-Forwarded-For`, behind the client's
   */
  route(hostname: string, targets: readonly Target[], via?: readonly string[]): void;
  /** Forgets a host name: its connections are refused as any other unknown name's. */
  unroute(hostname: string): void;
  /** Ends when no request and no WebSocket runs through to a target any more, or time is over. */
  drained(target: Target, options: { readonly timeoutMilliseconds: number }): Promise<void>;
}
