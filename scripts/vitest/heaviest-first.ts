import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Seconds of the heaviest files, about, for a clone in which nothing has run yet. */
const seconds: Readonly<Record<string, number>> = {
  'tests/prove/conformance.test.ts': 11,
  'tests/arch/packed.test.ts': 6,
  'tests/explain/diagnose.test.ts': 5,
  'tests/explain/kvm-words-true.test.ts': 5,
  'tests/kvm/decide.test.ts': 5,
  'tests/scenario/reasons.test.ts': 4,
  'tests/explain/flips.test.ts': 4,
  'tests/prove/qemu-deviations.test.ts': 4,
  'tests/explain/geometry.test.ts': 4,
  'tests/scenario/address-damaged.test.ts': 3,
  'tests/explain/kvm-verdict.test.ts': 3,
  'tests/prove/walk-conformance.test.ts': 3,
  'tests/content/claims.test.ts': 3,
  'tests/explain/compare.test.ts': 3,
  'tests/explain/coherency/properties.test.ts': 3,
  'tests/arch/tables.test.ts': 3,
  'tests/export/text.test.ts': 2,
  'tests/diagrams/aliases.test.ts': 2,
  'tests/kvm/hazards.test.ts': 2,
  'tests/arch/walk-build.test.ts': 2,
}

/**
 * Runs what failed last, then the longest, so that no heavy file begins when all others are done. How long a file takes is known
 * from the last run, or else from the list above.
 *
 * The projects stay apart, the browser's first: a worker that shares its modules is kept only where the next file in the queue
 * is of the same project, so that to mix them would load the engine anew for every file.
 */
export class HeaviestFirst extends BaseSequencer {
  /** Takes the files of a run; gives them in their order. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    return [...new Set(usual.map(({ project }) => project))].flatMap((project) =>
      usual
        .filter((file) => file.project === project)
        .map((file) => ({ file, weight: this.#weightOf(file) }))
        .toSorted((a, b) => b.weight - a.weight)
        .map(({ file }) => file),
    )
  }

  #weightOf({ project, moduleId }: TestSpecification): number {
    const path = relative(this.ctx.config.root, moduleId).replaceAll('\\', '/')
    const last = this.ctx.cache.getFileTestResults(`${project.name}:${path}`)
    if (last?.failed) return Number.MAX_VALUE
    return last ? last.duration / 1000 : (seconds[path] ?? 0)
  }
}
