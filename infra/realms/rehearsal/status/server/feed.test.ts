import { expect, it, vi } from "vitest";
import type { RehearsalStatus } from "../model.ts";
import { sampleStatus } from "../test/sample-status.ts";
import { type FeedEvent, StatusFeed } from "./feed.ts";

function feedOf(collect: () => Promise<RehearsalStatus>) {
  const collecting = vi.fn(collect);
  return { feed: new StatusFeed(collecting, 1), collecting };
}

it("asks for nothing while nobody watches", async () => {
  const { feed, collecting } = feedOf(async () => sampleStatus());
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(collecting).not.toHaveBeenCalled();
  const unwatch = feed.watch(() => {});
  await expect.poll(() => collecting.mock.calls.length).toBeGreaterThan(2);
  unwatch();
  await feed.now();
  const calls = collecting.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(collecting.mock.calls.length).toBe(calls);
});

it("tells changes, and not that time has gone by", async () => {
  let status = sampleStatus();
  const { feed, collecting } = feedOf(async () => ({ ...status, at: new Date().toISOString() }));
  const told: FeedEvent[] = [];
  const unwatch = feed.watch((event) => told.push(event));
  await expect.poll(() => collecting.mock.calls.length).toBeGreaterThan(3);
  expect(told).toHaveLength(1);
  status = { ...status, environments: [] };
  await expect.poll(() => told.length).toBe(2);
  expect(told[1]).toMatchObject({ kind: "status", status: { environments: [] } });
  unwatch();
});

it("tells whoever comes later what is so, at once", async () => {
  const { feed } = feedOf(async () => sampleStatus());
  const stop = feed.watch(() => {});
  await feed.now();
  const told: FeedEvent[] = [];
  const stopToo = feed.watch((event) => told.push(event));
  expect(told).toHaveLength(1);
  stop();
  stopToo();
});

it("tells why nothing could be collected, and goes on", async () => {
  let broken = true;
  const { feed } = feedOf(async () => {
    if (broken) throw new Error("The rehearsal is being stopped.");
    return sampleStatus();
  });
  const told: FeedEvent[] = [];
  const unwatch = feed.watch((event) => told.push(event));
  await expect.poll(() => told).toEqual([{ kind: "trouble", why: "The rehearsal is being stopped." }]);
  broken = false;
  await expect.poll(() => told.at(-1)?.kind).toBe("status");
  unwatch();
});

it("one look answers all who ask meanwhile", async () => {
  const { feed, collecting } = feedOf(async () => sampleStatus());
  await Promise.all([feed.now(), feed.now()]);
  expect(collecting).toHaveBeenCalledOnce();
});

it("finds a deploy with its environment", async () => {
  const { feed } = feedOf(async () => sampleStatus());
  expect(feed.findDeploy("dep-staging-1")).toBeUndefined();
  await feed.now();
  expect(feed.findDeploy("dep-staging-1")).toMatchObject({ environment: "staging", deploy: { kind: "api" } });
  expect(feed.findDeploy("dpl_production_2")).toMatchObject({ environment: "production", deploy: { kind: "web" } });
  expect(feed.findDeploy("dep-none")).toBeUndefined();
});
