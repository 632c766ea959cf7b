import { cacheableRead, readAround, writeAround, writeBack, writeThrough } from './accesses.ts'
import { byItself } from './by-itself.ts'
import { clean, cleanInvalidate } from './maintenance.ts'
import type { Possibilities } from './possibility.ts'
import type { Attribute, Step } from './script.ts'

/** Every table of the model: accesses, maintenance, and what happens by itself. */
export const coherencyTables: readonly Possibilities[] = [
  cacheableRead,
  readAround,
  writeBack,
  writeThrough,
  writeAround,
  clean,
  cleanInvalidate,
  byItself,
]

const reads: Readonly<Record<Attribute, Possibilities>> = {
  WB: cacheableRead,
  WT: cacheableRead,
  NC: readAround,
  Device: readAround,
}
const writes: Readonly<Record<Attribute, Possibilities>> = {
  WB: writeBack,
  WT: writeThrough,
  NC: writeAround,
  Device: writeAround,
}

/** What may become of the line by a step. */
export function tableOf(step: Step): Possibilities {
  if (step.do === 'read') return reads[step.attr]
  if (step.do === 'write') return writes[step.attr]
  return step.do === 'clean' ? clean : cleanInvalidate
}
