import type { TargetedSubmitEvent } from "preact";
import { useState } from "preact/hooks";
import type { Failure } from "../../api/failure.ts";

/** Says what is wrong with each value of a form; undefined for those that are fine. */
export type Checks<V> = { readonly [K in keyof V]: (value: V[K]) => string | undefined };

/** What ties a field to a value of a form. */
export interface FieldOf<Name, Value> {
  readonly name: Name;
  readonly value: Value;
  readonly fault: string | undefined;
  onValue(value: Value): void;
}

/** A form as it is being filled in. */
export interface Form<V> {
  readonly values: V;
  /** What is wrong with each value, once somebody has tried to send the form. */
  readonly faults: { readonly [K in keyof V]?: string | undefined };
  /** Why it wasn't taken when it was sent. */
  readonly failure: Failure | undefined;
  readonly pending: boolean;
  set<K extends keyof V>(name: K, value: V[K]): void;
  /** What the field of a value is given. */
  field<K extends keyof V & string>(name: K): FieldOf<K, V[K]>;
  /** Sends the form; goes with the form's `onSubmit`. */
  submit(event: TargetedSubmitEvent<HTMLFormElement>): void;
}

/**
 * Keeps a form: checks it when it is sent, sends it once at a time, and says what went wrong.
 *
 * @param initial values.
 * @param checks of the values; what is wrong first takes the focus.
 * @param send gives why it failed, or undefined when it didn't.
 */
export function useForm<V extends object>(
  initial: V,
  checks: Checks<V>,
  send: (values: V) => Promise<Failure | undefined>,
): Form<V> {
  const [values, setValues] = useState(initial);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [pending, setPending] = useState(false);
  const faults = faultsOf(values, checks);

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    setTried(true);
    const wrong = Object.keys(faults)[0];
    if (wrong !== undefined) {
      const input = event.currentTarget.elements.namedItem(wrong);
      if (input instanceof HTMLElement) input.focus();
      return;
    }
    setPending(true);
    setFailure(undefined);
    const reason = await send(values);
    setFailure(reason);
    setPending(false);
  }

  const shown: { readonly [K in keyof V]?: string | undefined } = tried ? faults : {};
  function set<K extends keyof V>(name: K, value: V[K]) {
    setValues((before) => ({ ...before, [name]: value }));
    setFailure(undefined);
  }

  return {
    values,
    faults: shown,
    failure,
    pending,
    set,
    field: (name) => ({ name, value: values[name], fault: shown[name], onValue: (value) => set(name, value) }),
    submit: (event) => void submit(event),
  };
}

function faultsOf<V extends object>(values: V, checks: Checks<V>): { [K in keyof V]?: string } {
  const faults: { [K in keyof V]?: string } = {};
  for (const name in checks) {
    const fault = checks[name](values[name]);
    if (fault !== undefined) faults[name] = fault;
  }
  return faults;
}
