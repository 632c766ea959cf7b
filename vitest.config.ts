import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { ClosingLine } from './scripts/vitest/closing-line.ts'
import { HeaviestFirst } from './scripts/vitest/heaviest-first.ts'
import { sweepsOfThisRun } from './scripts/vitest/sweeps.ts'

const sweeps = sweepsOfThisRun()

/** Two sets of tests: `node` runs the engine's own, `browser-e2e` drives the built app in a real browser. */
export default defineConfig({
  test: {
    reporters: ['default', new ClosingLine(sweeps)],
    sequence: { sequencer: HeaviestFirst },
    // Vitest would leave one core idle.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**'],
          setupFiles: ['scripts/vitest/seed.ts'],
          pool: 'threads',
          isolate: false,
          // They wait for nothing: a test is slow only where the machine is busy.
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'browser-e2e',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['scripts/vitest/serve-app.ts'],
          // Time costs nothing where all is well, and on a busy machine everything takes twenty times as long.
          testTimeout: 300_000,
          hookTimeout: 120_000,
          // After the tests of node, each worker with a browser, a connection and a page that its files share.
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          isolate: false,
          expect: { poll: { timeout: 60_000, interval: 20 } },
        },
      },
    ],
  },
})
