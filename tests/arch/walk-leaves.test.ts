import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { first, recording, type Decision } from '../../src/arch/rule.ts'
import { stage1 } from '../../src/arch/stage1.ts'
import { translateAttributes, translateStage2 } from '../../src/arch/translate-attributes.ts'
import type { Descriptor } from '../../src/arch/walk/descriptor.ts'
import { mairByteAt } from '../../src/arch/walk/leaf-attributes.ts'
import { regimeOf, type Regime } from '../../src/arch/walk/regime.ts'
import type { Tables } from '../../src/arch/walk/tables.ts'
import { toBigInt } from '../../src/arch/walk/word.ts'
import { walkAttributes } from '../../src/arch/walk/walk-attributes.ts'
import { defaultAttributePe } from '../../src/read/walk-vector.ts'
import { sweep } from '../sweep.ts'
import { anyPe, anyRegisters, anyWord } from './arbitrary-walk.ts'
import { anyInputs } from './space.ts'

const bits = (low: number, lsb: number, width: number) => Math.floor((low >>> 0) / 2 ** lsb) % 2 ** width

/** What a leaf's attributes are asked with: fields by the manual's tables, SH being the register's where DS makes it an address. */
const shOf = (low: number, { ds, sh }: Tables) => (ds ? sh : bits(low, 8, 2))

const descriptor = (tables: Tables, lo: number): Descriptor => ({
  tables,
  level: 3,
  hi: 0,
  lo,
  input: 0,
  address: 0,
  pa: 0,
  next: 0,
})

/** An access, and the low halves of its leaves. */
interface Drawn {
  readonly low1: number
  readonly low2: number
  readonly fetch: boolean
  readonly half: 0 | 1
}

/** The same where a stage that is off has no leaf. */
type Asked = { readonly [Name in keyof Drawn]: Drawn[Name] | (Name extends 'low1' | 'low2' ? null : never) }

const low = anyWord.map(({ lo }) => lo)
const anyDrawn: fc.Arbitrary<Drawn> = fc.record({
  low1: low,
  low2: low,
  fetch: fc.boolean(),
  half: fc.constantFrom(0 as const, 1 as const),
})

/** The inputs of an access, field by field. */
function plainInputs(
  { attributes, registers, stage1: halves, stage2 }: Regime,
  { low1, low2, fetch, half }: Asked,
) {
  const index = low1 === null ? 0 : bits(low1, 2, 3)
  const mair = Number((toBigInt(registers.mair) >> BigInt(8 * index)) & 0xffn)
  expect(mairByteAt(registers.mair, index)).toBe(mair)
  return {
    ...attributes,
    acc: fetch ? ('x' as const) : ('r' as const),
    ...(low1 !== null && { mair, sh: shOf(low1, halves[half]) }),
    ...(low2 !== null && {
      memattr: bits(low2, 2, 4),
      s2sh: shOf(low2, stage2),
      fnxs: bits(low2, 11, 1) === 1,
    }),
  }
}

test('the attributes of leaves are those of their fields, however often and in whatever order they are asked', () => {
  fc.assert(
    fc.property(
      anyPe,
      anyRegisters,
      anyInputs,
      fc.array(anyDrawn, { minLength: 1, maxLength: 12 }),
      (pe, registers, at, all) => {
        const choices = {
          ...defaultAttributePe,
          fetchdev: at.fetchdev,
          sh01: at.sh01,
          effsh: at.effsh,
          fwb: at.fwb,
        }
        const regime = regimeOf(pe, choices, registers)
        for (const drawn of [...all, ...all]) {
          const { fetch, half } = drawn
          // A stage that is off has no leaf.
          const low1 = regime.stage1On ? drawn.low1 : null
          const low2 = regime.stage2On ? drawn.low2 : null
          const leaf1 = low1 === null ? null : descriptor(regime.stage1[half], low1)
          const leaf2 = low2 === null ? null : descriptor(regime.stage2, low2)
          const inputs = plainInputs(regime, { fetch, half, low1, low2 })
          const alone = plainInputs(regime, { fetch, half, low1, low2: null })
          const [log, log1]: readonly [Decision[], Decision[]] = [[], []]
          expect(regime.leaves.inputs(leaf1, leaf2, fetch)).toEqual(inputs)
          expect(regime.leaves.of(leaf1, leaf2, fetch)).toEqual(translateAttributes(inputs))
          expect(regime.leaves.of(leaf1, leaf2, fetch, recording(log))).toEqual(translateAttributes(inputs))
          expect(regime.leaves.stage1(leaf1, fetch)).toEqual(stage1(alone, first))
          expect(regime.leaves.stage1(leaf1, fetch, recording(log1))).toEqual(stage1(alone, first))
          expect([log.length, log1.length].every((decisions) => decisions > 0)).toBe(true)
          expect(regime.leaves.ofWalk2()).toEqual(walkAttributes(regime.attributes, regime.stage2, first))
          const read = leaf1 ?? descriptor(regime.stage1[half], drawn.low1)
          const walk = {
            ...plainInputs(regime, { fetch: false, half, low1: null, low2 }),
            acc: 'walk' as const,
          }
          const own = walkAttributes(walk, regime.stage1[half], first)
          expect(regime.leaves.ofWalk(read, leaf2)).toEqual(translateStage2(walk, own, first))
        }
      },
    ),
    { numRuns: sweep(1000) },
  )
})
