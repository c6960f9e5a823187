import { expect, it } from "vitest";
import { createStore } from "./store.ts";

const counter = () => createStore(0, (count: number, step: number) => count + step);

it("tells every change to whoever listens, and nothing to whoever stopped", () => {
  const store = counter();
  const seen: number[] = [];
  const stop = store.subscribe(() => seen.push(store.state));
  store.dispatch(2);
  store.dispatch(3);
  stop();
  store.dispatch(4);
  expect(seen).toEqual([2, 5]);
  expect(store.state).toBe(9);
});

it("tells nobody when nothing changed", () => {
  const store = counter();
  const seen: number[] = [];
  store.subscribe(() => seen.push(store.state));
  store.dispatch(0);
  expect(seen).toEqual([]);
});

it("tells those who listened when it happened, also when one of them stops listening", () => {
  const store = counter();
  const seen: string[] = [];
  const stop = store.subscribe(() => {
    seen.push("first");
    stop();
  });
  store.subscribe(() => seen.push("second"));
  store.dispatch(1);
  store.dispatch(1);
  expect(seen).toEqual(["first", "second", "second"]);
});
