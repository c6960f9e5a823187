/** Something whose state changes, and that tells when it did. */
export interface Observable<S> {
  readonly state: S;
  /** Calls back after every change; what it returns ends that. */
  subscribe(changed: () => void): () => void;
}

/** A state, changed by the events that a reducer understands. */
export interface Store<S, E> extends Observable<S> {
  dispatch(event: E): void;
}

/**
 * Holds a state.
 *
 * @param initial the state before anything happened.
 * @param reduce says what the state becomes when something happens; the same object when nothing changes, and then nobody is told.
 */
export function createStore<S, E>(initial: S, reduce: (state: S, event: E) => S): Store<S, E> {
  const listeners = new Set<() => void>();
  let state = initial;
  return {
    get state() {
      return state;
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => {
        listeners.delete(changed);
      };
    },
    dispatch(event) {
      const before = state;
      state = reduce(before, event);
      if (state === before) return;
      for (const changed of [...listeners]) changed();
    },
  };
}
