import { type Subject, type TestEngine, unwrapped } from "./test-engine.ts";

export type Wire = Awaited<ReturnType<TestEngine["read"]>>["state"];

/** A resource as a test engine keeps it in its state. */
export interface Kept {
  readonly id: string;
  readonly inputs: Wire;
  readonly state: Wire;
}

/** What an engine does with resources, in one step each. */
export interface TestResources {
  /** Checks what a program gives, and makes the resource. */
  make(subject: Subject, args: Wire): Promise<Kept>;
  /** Looks at a resource, as a refresh does; undefined when it is gone. */
  refresh(subject: Subject, kept: Kept): Promise<Kept | undefined>;
  /** The properties at which what a program gives differs from what is kept. */
  changes(subject: Subject, args: Wire, kept: Kept): Promise<{ changed: string[]; replaced: string[] }>;
  /** Changes a resource to what a program gives. */
  change(subject: Subject, args: Wire, kept: Kept): Promise<Kept>;
  /** Looks up a resource by its import id. */
  import(subject: Subject, id: string): Promise<Kept | undefined>;
}

/** Handles resources through an engine. */
export function testResources(engine: TestEngine): TestResources {
  const checked = async (subject: Subject, args: Wire, olds: Wire = {}) => {
    const { inputs, failures } = await engine.check(subject, args, { olds });
    if (failures.length > 0) throw new Error(failures.join("; "));
    return unwrapped(inputs);
  };
  return {
    async make(subject, args) {
      const inputs = await checked(subject, args);
      const { id, state } = await engine.create(subject, inputs);
      return { id, inputs, state: unwrapped(state) };
    },
    async refresh(subject, kept) {
      const { id, inputs, state } = await engine.read(subject, kept.id, kept);
      return id === "" ? undefined : { id, inputs: unwrapped(inputs), state: unwrapped(state) };
    },
    async changes(subject, args, kept) {
      const inputs = await checked(subject, args, kept.inputs);
      const found = await engine.diff(subject, { inputs, oldInputs: kept.inputs, state: kept.state });
      return { changed: found.getDiffsList(), replaced: found.getReplacesList() };
    },
    async change(subject, args, kept) {
      const inputs = await checked(subject, args, kept.inputs);
      return { id: kept.id, inputs, state: unwrapped(await engine.update(subject, kept.id, inputs, kept.state)) };
    },
    async import(subject, importId) {
      const { id, inputs, state } = await engine.read(subject, importId);
      return id === "" ? undefined : { id, inputs: unwrapped(inputs), state: unwrapped(state) };
    },
  };
}
