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
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // After the tests of node, each worker with a browser, a connection and a page that its files share.
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          isolate: false,
          // What follows an answer by a frame may be late on a machine that is busy.
          expect: { poll: { timeout: 30_000, interval: 20 } },
        },
      },
    ],
  },
})
