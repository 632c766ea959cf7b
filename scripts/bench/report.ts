/** One measured thing: the median and the best of `n` samples, in nanoseconds. */
export interface Measure {
  readonly ns: number
  readonly best: number
  readonly n: number
}

export type Measures = Readonly<Record<string, Measure>>

const units: readonly (readonly [number, string])[] = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'us'],
  [1, 'ns'],
]

/** Takes nanoseconds; gives them with three digits and the unit that suits their size. */
function duration(ns: number): string {
  const [size, unit] = units.find(([least]) => ns >= least) ?? [1, 'ns']
  return `${(ns / size).toPrecision(3)} ${unit}`
}

/** Takes samples in nanoseconds, at least one; gives their median, best and number. */
export function summary(samples: readonly number[]): Measure {
  const sorted = samples.toSorted((a, b) => a - b)
  const best = sorted[0]
  const ns = sorted[Math.floor(sorted.length / 2)]
  if (best === undefined || ns === undefined) throw new RangeError('samples: none')
  return { ns: Math.round(ns * 100) / 100, best: Math.round(best * 100) / 100, n: sorted.length }
}

/** Takes measures; gives one JSON object on a line, or a table to read. */
export function report(measures: Measures, json: boolean): string {
  if (json) return `${JSON.stringify(measures)}\n`
  const names = Object.keys(measures)
  const wide = Math.max(4, ...names.map((name) => name.length))
  const rows = Object.entries(measures).map(
    ([name, { ns, best, n }]) =>
      `${name.padEnd(wide)}  ${duration(ns).padStart(9)}  ${duration(best).padStart(9)}  ${String(n).padStart(6)}`,
  )
  return [
    `${'name'.padEnd(wide)}  ${'median'.padStart(9)}  ${'best'.padStart(9)}  ${'n'.padStart(6)}`,
    ...rows,
    '',
  ].join('\n')
}
