import type { Answer, Failure } from "../api/failure.ts";
import { backoff } from "../connection/backoff.ts";
import { createStore, type Observable } from "../store.ts";
import { renewIn } from "./renewal.ts";
import { type Person, reduceSession, type SessionState, UNKNOWN } from "./state.ts";

/** What the API answers whoever comes in. */
export interface SessionAnswer {
  readonly accessToken: string;
  /** When the token ends, as the API writes times. */
  readonly expiresAt: string;
  readonly person: Person;
}

/** The API's part of sessions; the cookie that carries one on is between browser and API alone. */
export interface SessionApi {
  signIn(credentials: { email: string; password: string }): Promise<Answer<SessionAnswer>>;
  register(account: { email: string; password: string; displayName: string }): Promise<Answer<SessionAnswer>>;
  comeAsGuest(guest: { displayName: string }): Promise<Answer<SessionAnswer>>;
  /** Carries the session of this browser on; `session_over` when there is none. */
  refresh(): Promise<Answer<SessionAnswer>>;
  signOut(): Promise<Answer<unknown>>;
}

/** What the tabs of a browser have in common. */
export interface Tabs {
  /** Runs a task while no other tab runs one. */
  alone<T>(task: () => Promise<T>): Promise<T>;
  /** Tells the other tabs who is signed in: the id of a person, or nobody. */
  tell(personId: string | undefined): void;
  /** Calls back when another tab told something. */
  listen(told: (personId: string | undefined) => void): void;
}

/** Who is signed in in this browser, and the token that proves it. */
export interface Session extends Observable<SessionState> {
  /** Asks the API who is signed in, until it answers. */
  begin(): void;
  /** Each gives why it failed, or undefined when it didn't. */
  signIn(...credentials: Parameters<SessionApi["signIn"]>): Promise<Failure | undefined>;
  register(...account: Parameters<SessionApi["register"]>): Promise<Failure | undefined>;
  comeAsGuest(...guest: Parameters<SessionApi["comeAsGuest"]>): Promise<Failure | undefined>;
  signOut(): Promise<Failure | undefined>;
  /**
   * Gives a token that is good.
   *
   * @param refused a token that the API has just refused: unless it has been replaced meanwhile, it is now.
   * @returns undefined when nobody is signed in, or the API doesn't answer.
   */
  token(refused?: string): Promise<string | undefined>;
}

/** Keeps the session of this browser going: replaces the token before it ends, one attempt at a time over all tabs. */
export function createSession(api: SessionApi, tabs: Tabs): Session {
  const store = createStore(UNKNOWN, reduceSession);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let renewal: Promise<void> | undefined;
  let failures = 0;
  // Told apart by their number, so that an answer that comes after somebody signed in or out changes nothing any more.
  let turn = 0;

  function enter({ accessToken, expiresAt, person }: SessionAnswer): void {
    const wait = renewIn(expiresAt, Date.now());
    failures = 0;
    store.dispatch({ type: "signed-in", person, token: { value: accessToken, renewAt: performance.now() + wait } });
    schedule(wait);
  }

  function leave(): void {
    clearTimeout(timer);
    store.dispatch({ type: "signed-out" });
  }

  function schedule(wait: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void renew(), wait);
  }

  function renew(): Promise<void> {
    renewal ??= tabs.alone(refresh).finally(() => {
      renewal = undefined;
    });
    return renewal;
  }

  async function refresh(): Promise<void> {
    const mine = turn;
    const answer = await api.refresh();
    if (mine !== turn) return;
    if (answer.ok) {
      enter(answer.value);
    } else if (answer.failure.code === "session_over") {
      leave();
    } else {
      store.dispatch({ type: "unreachable" });
      schedule(backoff(failures, Math.random()));
      failures += 1;
    }
  }

  /** Comes or goes by somebody's wish, which every other tab is told of. */
  async function change<T>(ask: () => Promise<Answer<T>>, done: (value: T) => void): Promise<Failure | undefined> {
    const answer = await tabs.alone(ask);
    if (!answer.ok) return answer.failure;
    turn += 1;
    done(answer.value);
    tabs.tell(store.state.kind === "somebody" ? store.state.person.id : undefined);
    return undefined;
  }

  tabs.listen((personId) => {
    const { state } = store;
    if (personId === (state.kind === "somebody" ? state.person.id : undefined)) return;
    turn += 1;
    if (personId === undefined) {
      leave();
    } else {
      store.dispatch({ type: "changed-elsewhere" });
      // Not the attempt that may be under way: its cookie was the former person's.
      void tabs.alone(refresh);
    }
  });

  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    begin: () => void renew(),
    signIn: (credentials) => change(() => api.signIn(credentials), enter),
    register: (account) => change(() => api.register(account), enter),
    comeAsGuest: (guest) => change(() => api.comeAsGuest(guest), enter),
    signOut: () => change(api.signOut, leave),
    async token(refused) {
      const current = () => (store.state.kind === "somebody" ? store.state.token : undefined);
      const token = current();
      if (token && token.value !== refused && performance.now() < token.renewAt) return token.value;
      if (store.state.kind !== "nobody") await renew();
      // One that is about to end is better than none; one that was refused isn't.
      const renewed = current()?.value;
      return renewed === refused ? undefined : renewed;
    },
  };
}
