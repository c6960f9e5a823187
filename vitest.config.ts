import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{stacks,services,infra,rehearsal}/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The machines this runs on have two cores, and the tests start engines and database servers of their own.
    maxWorkers: 2,
  },
});
