import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resolve } from '../../src/explain/resolve.ts'
import { findRule } from '../../src/explain/rules.ts'
import { takenRules } from '../../src/explain/taken-rules.ts'
import { faultRegisters } from '../../src/explain/walk/fault-registers.ts'
import { faultRule, walkOpen, walkRules } from '../../src/explain/walk/open.ts'
import { permissionChain } from '../../src/explain/walk/permissions.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { kvmScenario, walkScenario } from '../scenario/arbitrary.ts'
import { sweep } from '../sweep.ts'

/** @throws Error where KVM ends the story before there is a walk */
function walkOf(changes: Partial<Scenario>) {
  const { walk } = resolve({ ...defaults, ...changes })
  if (!walk) throw new Error('no walk')
  return walk
}

const tiny: Partial<Scenario> = { txsz: 60, va: '0xffffffffffff0000' }
const byHand: Partial<Scenario> = { s2: 'hand' }

const everyWalk = (holds: (walk: ReturnType<typeof walkOf>) => void) =>
  fc.assert(
    fc.property(fc.oneof(walkScenario, kvmScenario), (scenario) => {
      const { walk } = resolve(scenario)
      if (walk) holds(walk)
    }),
    { numRuns: sweep(500) },
  )

describe('what the architecture leaves open in a walk', () => {
  test('is nothing where every rule taken is architected', () => {
    expect(walkOpen(walkOf({}))).toEqual([])
  })

  test('holds TxSZ that is taken as its maximum, with its value and the limits', () => {
    expect(walkOpen(walkOf(tiny))).toMatchObject([
      {
        rule: { id: 'txsz-above-clamped', status: 'implementation-defined' },
        because: 'TCR_EL1.T1SZ is 60, and this PE allows 16 to 48 with 4K tables and DS 0',
      },
    ])
  })

  test('holds a Contiguous bit that is misprogrammed', () => {
    const ids = walkOpen(walkOf({ ...tiny, tg: '16k', contig: true })).map(({ rule }) => rule.id)
    expect(ids).toContain('leaf-contiguous-misprogrammed')
  })

  test('says each reason once, and never the rule that stopped the walk', () => {
    everyWalk((walk) => {
      const said = walkOpen(walk).map(({ rule, because }) => `${rule.id} ${because}`)
      expect(new Set(said).size).toBe(said.length)
      expect(walkOpen(walk).filter(({ rule }) => rule.id === walk.fault?.why.id)).toEqual([])
    })
  })
})

describe('a walk’s rules', () => {
  test('have a page each, as do the rows that take rights away', () => {
    everyWalk((walk) => {
      for (const { rule, table } of walk.decisions)
        expect(findRule(rule.id)).toMatchObject({ rule, table: { id: table.id } })
      for (const { rule } of permissionChain(walk)?.gates.flatMap(({ takes }) => takes) ?? [])
        expect(findRule(rule)?.rule.id).toBe(rule)
    })
  })

  test('have the rule of the fault last, where a fault stopped the walk', () => {
    everyWalk((walk) => {
      const rule = faultRule(walk)
      expect(rule?.rule.id).toBe(walk.fault?.why.id)
      expect(rule?.because).toBe(walk.fault?.why.because)
      const stopping = walkRules(walk).filter((one) => one.rule === rule?.rule)
      expect(stopping.length > 0).toBe(walk.fault !== null)
    })
  })

  test('are among those that a story takes', () => {
    const denied = takenRules(resolve({ ...defaults, ...byHand, s2ap: 0b01, acc: 'w' }))
    expect([...denied]).toEqual(
      expect.arrayContaining(['descriptor-page', 'perm-s2ap-no-write', 's2-no-write']),
    )
    expect([...takenRules(resolve({ ...defaults, fwb: false }))]).toEqual([])
    expect([...takenRules(resolve(defaults))]).toContain('fwb-force-wb')
  })
})

describe('the registers after a fault', () => {
  const registers = (changes: Partial<Scenario>) => faultRegisters(walkOf(changes))

  test('are none without a fault', () => {
    expect(registers({})).toEqual([])
  })

  test('of stage 1 are those of EL1, without HPFAR_EL2', () => {
    expect(registers({ ap: 0b10, acc: 'w' })).toEqual([
      { name: 'ESR_EL1', value: '0x000000009600004f' },
      { name: 'DFSC', value: '0b001111' },
      { name: 'FAR_EL1', value: '0xffff80008a3c5a40' },
      { name: 'PAR_EL1', value: '0x000000000000081f', by: 'AT S12E1W' },
    ])
  })

  test('of stage 2 are those of EL2, and HPFAR_EL2 is UNKNOWN after a Permission fault on the access', () => {
    expect(registers({ ...byHand, s2ap: 0b01, acc: 'w' }).map(({ name }) => name)).toEqual([
      'ESR_EL2',
      'DFSC',
      'FAR_EL2',
      'HPFAR_EL2',
      'PAR_EL1',
    ])
    expect(registers({ ...byHand, s2ap: 0b01, acc: 'w' })[3]?.value).toBe('UNKNOWN')
    expect(registers({ ...byHand, s2af: false })[3]?.value).toBe('0x00000000a0103c50')
  })
})
