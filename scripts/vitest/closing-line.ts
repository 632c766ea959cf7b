import type { Reporter, TestModule } from 'vitest/node'
import { sweepsInWords, type Sweeps } from './sweeps.ts'

interface Counts {
  passed: number
  failed: number
  skipped: number
}

/**
 * Counts the tests of a run. A module that fails without a failing test (it could not be loaded, a hook
 * of it threw) counts as one failure.
 */
function count(modules: readonly TestModule[]): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  for (const module of modules) {
    const before = counts.failed
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed') counts.passed += 1
      else if (state === 'failed') counts.failed += 1
      else counts.skipped += 1
    }
    if (module.state() === 'failed' && counts.failed === before) counts.failed += 1
  }
  return counts
}

/**
 * Ends a run with how its random inputs were drawn, and with `N passed, N failed` alone on a line, and `, N skipped` after it when
 * there are any.
 */
export class ClosingLine implements Reporter {
  readonly #sweeps: Sweeps

  constructor(sweeps: Sweeps) {
    this.#sweeps = sweeps
  }

  /** Takes the finished modules and the errors that belong to no test; prints the line. */
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const { passed, failed, skipped } = count(modules)
    const line = `${passed} passed, ${failed + unhandledErrors.length} failed`
    process.stdout.write(`${sweepsInWords(this.#sweeps)}\n`)
    process.stdout.write(`${line}${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  }
}
