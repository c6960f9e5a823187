import { expect, test } from "vitest";
import { type Creation, createOnce } from "./create-once.ts";
import { RestFailure } from "./failure.ts";

interface Thing {
  readonly id: string;
  readonly size: number;
}

/** A platform that keeps things in a list, and the creation of one thing of size 1 there. */
function creationAt(things: Thing[], failure?: { after: boolean; error: Error }): Creation<Thing> {
  return {
    exists: 'Example has a thing "one"',
    find: async () => [...things],
    async make() {
      const made = { id: "made", size: 1 };
      if (!failure || failure.after) things.push(made);
      if (failure) throw failure.error;
      return made;
    },
    isSame: ({ size }) => size === 1,
    signal: new AbortController().signal,
  };
}

const lost = new RestFailure("no answer", undefined);

test("what is not there is made", async () => {
  expect(await createOnce(creationAt([]))).toEqual({ id: "made", size: 1 });
});

test("what is there already is never taken, however alike, and the way out is told", async () => {
  const things = [{ id: "theirs", size: 1 }];
  await expect(createOnce(creationAt(things))).rejects.toThrow(
    'Example has a thing "one" that this stack doesn\'t know of: take it over by giving the resource the option import: "theirs" for one "pulumi up", or remove it there.',
  );
  expect(things).toHaveLength(1);
});

test("when the answer is lost, what is there now and was not before is what was made", async () => {
  const things: Thing[] = [];
  expect(await createOnce(creationAt(things, { after: true, error: lost }))).toEqual({ id: "made", size: 1 });
  expect(things).toHaveLength(1);
});

test("when it was not made, or something else was, the failure is told", async () => {
  await expect(createOnce(creationAt([], { after: false, error: lost }))).rejects.toBe(lost);
  const creation = creationAt([], { after: true, error: lost });
  await expect(createOnce({ ...creation, isSame: () => false })).rejects.toBe(lost);
});

test("when two came to be at the same time, neither is taken", async () => {
  const things: Thing[] = [];
  const creation = creationAt(things, { after: true, error: lost });
  const make = async () => {
    things.push({ id: "theirs", size: 1 });
    return creation.make();
  };
  await expect(createOnce({ ...creation, make })).rejects.toBe(lost);
});

test("when it was refused, nothing is looked for", async () => {
  const refused = new RestFailure("refused", 400);
  await expect(createOnce(creationAt([], { after: true, error: refused }))).rejects.toBe(refused);
});

test("a look that fails is tried again", async () => {
  const creation = creationAt([], { after: true, error: lost });
  let looks = 0;
  const find = async () => {
    looks += 1;
    if (looks === 2) throw lost;
    return creation.find(creation.signal);
  };
  expect(await createOnce({ ...creation, find })).toEqual({ id: "made", size: 1 });
  expect(looks).toBe(3);
});

test("what was made although it was cancelled is found", async () => {
  const cancel = new AbortController();
  const creation = creationAt([], { after: true, error: new DOMException("cancelled", "AbortError") });
  const make = () => {
    cancel.abort();
    return creation.make();
  };
  expect(await createOnce({ ...creation, make, signal: cancel.signal })).toEqual({ id: "made", size: 1 });
});
