import { expect, test } from "vitest";
import { explainBoot } from "./boot-fault.ts";

const server = { port: 5432, dataDirectory: "/srv/data", logFile: "/srv/data/server.log" };

test.each([
  ['could not bind IPv4 address "127.0.0.1": Address already in use', /^Port 5432 is taken .* run "lsof/],
  ['could not bind IPv4 address "127.0.0.1": Permission denied', /^Port 5432 may not be used .* above 1023/],
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', /disk of \/srv\/data is full/],
  ['FATAL:  unrecognized configuration parameter "a"', /refuses its settings \(unrecognized/],
  ["PANIC:  could not locate a valid checkpoint record", /does not start .*valid checkpoint record.* run "mv/],
  ["", /does not start from \/srv\/data \(it said nothing;/],
])("%s", (line, sentence) => {
  const log = `2026-01-01 00:00:00.000 UTC [1] LOG:  starting PostgreSQL\n2026-01-01 UTC [1] ${line}\n2026 LOG:  down\n`;
  const failure = explainBoot(log, server);
  expect(failure.retry ? "again" : failure.fault.message).toMatch(sentence);
});

test.each([
  'FATAL:  lock file "postmaster.pid" already exists',
  'FATAL:  lock file "postmaster.pid" is empty',
  "FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use",
])("%s: another process is at it, so look again", (line) => {
  expect(explainBoot(line, server)).toEqual({ retry: true });
});
