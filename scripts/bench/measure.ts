import { summary } from './report.ts'
import type { Measure, Measures } from './report.ts'

const warmUpNs = 200e6
const sampleNs = 2e6
const samples = 101
const callsEach = 200

/**
 * One operation; or one that handles `rows` rows in a call, of which the time of a row counts; or one for `each` of
 * many rows, of which each is a sample.
 */
export type Bench =
  | (() => unknown)
  | { readonly rows: number; readonly run: () => unknown }
  | { readonly each: readonly (() => unknown)[] }

let sink: unknown

/** Takes an operation and how often to call it; gives the nanoseconds that all calls took together. */
function time(operation: () => unknown, calls: number): number {
  const start = process.hrtime.bigint()
  for (let i = 0; i < calls; i += 1) sink = operation()
  return Number(process.hrtime.bigint() - start)
}

/** Takes an operation; gives the calls that fill one sample, after the operation has become warm. */
function callsPerSample(operation: () => unknown): number {
  let calls = 1
  let spent = 0
  for (;;) {
    const ns = time(operation, calls)
    spent += ns
    if (spent >= warmUpNs) return Math.max(1, Math.round((calls * sampleNs) / Math.max(ns, 1)))
    if (ns < sampleNs) calls *= 2
  }
}

/** Takes operations; gives the time of a call of each, once all of them are warm. */
function measureEach(operations: readonly (() => unknown)[]): Measure {
  const all = () => operations.forEach((operation) => (sink = operation()))
  callsPerSample(all)
  return summary(operations.map((operation) => time(operation, callsEach) / callsEach))
}

/** Takes a bench; gives the time of one call, or of one row. */
function measure(bench: Bench): Measure {
  if ('each' in bench) return measureEach(bench.each)
  const { rows, run } = typeof bench === 'function' ? { rows: 1, run: bench } : bench
  const calls = callsPerSample(run)
  const times = Array.from({ length: samples }, () => time(run, calls) / calls / rows)
  return summary(times)
}

/** Takes benches by name; gives their measures by the same names. */
export function measureAll(operations: Readonly<Record<string, Bench>>): Measures {
  const measures = Object.fromEntries(Object.entries(operations).map(([name, run]) => [name, measure(run)]))
  if (typeof sink === 'symbol') throw new Error('an operation gave a symbol')
  return measures
}
