import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FaultKind } from '../../src/arch/walk/check.ts'
import { faultStatus, hpfarOf, ipaIsValid, reported, type Fault } from '../../src/arch/walk/fault.ts'
import { parWordOf } from '../../src/arch/walk/par-word.ts'
import { regimeOf } from '../../src/arch/walk/regime.ts'
import type { Translation } from '../../src/arch/walk/translate.ts'
import { defaultAttributePe } from '../../src/read/walk-vector.ts'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { sweep } from '../sweep.ts'
import { anyAccess, anyPe, anyRegisters } from './arbitrary-walk.ts'
import { plainPar } from './plain-attributes.ts'
import { anyInputs } from './space.ts'

const kinds: readonly FaultKind[] = ['Translation', 'AddressSize', 'AccessFlag', 'Permission', 'Alignment']
const levels = [-1, 0, 1, 2, 3]

/** The codes of `EncodeLDFSC`, levels -1 to 3; which of them has no code for level -1 never gets there. */
const codes: Readonly<Record<FaultKind, readonly (string | null)[]>> = {
  AddressSize: ['101001', '000000', '000001', '000010', '000011'],
  Translation: ['101011', '000100', '000101', '000110', '000111'],
  AccessFlag: [null, '001000', '001001', '001010', '001011'],
  Permission: [null, '001100', '001101', '001110', '001111'],
  Alignment: ['100001', '100001', '100001', '100001', '100001'],
}
const codeOf = ({ kind, level }: Pick<Fault, 'kind' | 'level'>) =>
  BigInt(`0b${codes[kind][level + 1] ?? '0'}`)

test('each fault has its status code at each level', () => {
  for (const kind of kinds)
    for (const level of levels.filter((level) => codes[kind][level + 1] !== null))
      expect(BigInt(faultStatus({ kind, level })), `${kind} ${level}`).toBe(codeOf({ kind, level }))
})

const anyFault: fc.Arbitrary<Fault> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    level: fc.constantFrom(...levels),
    stage: fc.constantFrom(1 as const, 2 as const),
    s1ptw: fc.boolean(),
    write: fc.boolean(),
    ipa: fc.oneof(
      fc.constantFrom(0, 0xfff, 0x1000, 2 ** 48 - 1, 2 ** 48, 2 ** 52 - 1),
      fc.nat({ max: 2 ** 52 - 1 }),
    ),
    why: fc.constant({ id: 'x', cite: [], says: '', because: '' }),
  })
  .map((one) => ({
    ...one,
    level: codes[one.kind][one.level + 1] === null ? 0 : one.level,
    s1ptw: one.stage === 2 && one.s1ptw,
    ipa: one.stage === 2 ? one.ipa : null,
  }))

/** Bits of a register: what stands at each place. */
const word = (...fields: readonly (readonly [lsb: number, value: bigint | boolean])[]) =>
  fields.reduce((all, [lsb, value]) => all | (BigInt(value) << BigInt(lsb)), 0n)

describe('what registers say after a fault, whatever it is:', () => {
  test('ESR_ELx, FAR_ELx and HPFAR_EL2', () => {
    fc.assert(
      fc.property(anyFault, anyAccess, anyPe, anyRegisters, (fault, access, pe, registers) => {
        const regime = regimeOf(pe, defaultAttributePe, registers)
        const { el, esr, far, hpfar } = reported(fault, access, regime)
        expect(el).toBe(fault.stage === 2 || regime.tge ? 2 : 1)
        const isFetch = access.acc === 'x'
        // EC: 0x20 and 0x24 from a lower level, one more from the same one.
        const ec = (isFetch ? 0x20n : 0x24n) + (access.el < el ? 0n : 1n)
        const isAt = access.at !== null
        const iss = word(
          [0, codeOf(fault)],
          [6, !isFetch && (fault.write || isAt)],
          [7, fault.s1ptw],
          [8, !isFetch && isAt],
        )
        expect(esr).toBe(word([26, ec], [25, true], [0, iss]))
        expect(far).toBe(access.va)
        const isValid =
          fault.stage === 2 &&
          (['Translation', 'AddressSize', 'AccessFlag'].includes(fault.kind) ||
            (fault.s1ptw && fault.kind === 'Permission'))
        expect(ipaIsValid(fault)).toBe(isValid)
        expect(hpfar).toBe(isValid ? (BigInt(fault.ipa ?? 0) / 0x1000n) * 16n : null)
        expect(hpfarOf(fault.ipa ?? 0)).toBe((BigInt(fault.ipa ?? 0) / 0x1000n) * 16n)
      }),
      { numRuns: sweep(5000) },
    )
  })

  test('PAR_EL1, of a fault and of a result', () => {
    const anyPa = fc.oneof(fc.constantFrom(0, 0xfff, 2 ** 48, 2 ** 52 - 1), fc.nat({ max: 2 ** 52 - 1 }))
    fc.assert(
      fc.property(anyFault, anyPa, anyInputs, anyPe, anyRegisters, (fault, pa, at, pe, registers) => {
        const regime = regimeOf(pe, defaultAttributePe, registers)
        const failed: Translation = { fault, pa: Number.NaN, attributes: null }
        expect(parWordOf(failed, regime)).toBe(
          word([0, true], [1, codeOf(fault)], [8, fault.s1ptw], [9, fault.stage === 2], [11, true]),
        )
        const { final } = translateAttributes(at)
        fc.pre(final !== null)
        const { attr, sh } = plainPar(regime.attributes, final)
        expect(parWordOf({ fault: null, pa, attributes: final }, regime)).toBe(
          word([56, BigInt(attr)], [12, BigInt(pa) / 0x1000n], [11, true], [7, BigInt(sh)]),
        )
      }),
      { numRuns: sweep(3000) },
    )
  })
})
