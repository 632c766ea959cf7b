import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkLines, rolesOf, textOf, type CheckAct, type Line } from '../../src/explain/checks.ts'
import type { Check } from '../../src/kvm/check.ts'
import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'
import { policies, policyNamed } from '../../src/kvm/policies.ts'
import type { Policy } from '../../src/kvm/policy.ts'
import { explainKvm, type Trace } from '../../src/kvm/trace.ts'
import { anyInputs } from '../kvm/arbitrary.ts'

const tracesOf = (changes: Partial<KvmInputs>, policy = 'linux-7.3') =>
  explainKvm(policyNamed(policy), { ...defaultKvmInputs, ...changes }).traces

/** A line as a reader sees it, its state in one character. */
const marks = { 'passed-over': 'o', taken: '*', sets: '=', 'not-reached': '.' } as const

function shown(line: Line): string {
  if (line.kind === 'function') return [line.name, line.says].filter((words) => words !== '').join('  ')
  const leaves = line.exit ? `  -> ${line.exit.short}` : ''
  const since = line.since === null ? '' : `  ${line.since}`
  return `${'  '.repeat(line.depth)}${marks[line.state]} ${textOf(line.pieces)}${leaves}${since}`
}

const shownOf = ({ lines }: CheckAct) => lines.map(shown)

const rowOf = ({ functions }: Trace, id: string) => {
  const row = functions.flatMap(({ rows }) => rows).find(({ check }) => check.id === id)
  if (!row) throw new RangeError(`row: ${id}`)
  return row
}

const anyTrace = fc
  .tuple(anyInputs, fc.constantFrom(...policies), fc.constantFrom('memslot' as const, 'fault' as const))
  .map(([inputs, policy, act]) => ({ policy, act, trace: explainKvm(policy, inputs).traces[act] }))

describe('the memslot of the default', () => {
  test('folds the functions that passed everything over, and shows the others check by check', () => {
    expect(shownOf(checkLines(tracesOf({}).memslot, false))).toEqual([
      'check_memory_region_flags()  2 checks passed over',
      'kvm_set_memory_region()  3 checks passed over',
      'kvm_arch_prepare_memory_region()',
      'o base_gfn + npages > kvm_phys_size()[0]  -> -EFAULT',
      'o KVM_MEM_GUEST_MEMFD[0] && !kvm_memslot_is_gmem_only()[0]  -> -EINVAL  6.18',
      'o KVM_MEM_GUEST_MEMFD[0] && kvm_has_mte()[0]  -> -EINVAL',
      '* for each VMA in the range find_vma_intersection()[1]',
      'o kvm_has_mte()[0] && !kvm_vma_mte_allowed()[0]  -> -EINVAL',
      'o VM_PFNMAP[1] && KVM_MEM_LOG_DIRTY_PAGES[0]  -> -EINVAL',
      'o VM_PFNMAP[1] && kvm_vma_is_cacheable()[1] && !(FWB[1] && DIC[1])  -> -EINVAL  6.17',
      '* return 0 the memslot exists',
    ])
  })

  test('names where each function stands, and the controls that operands come from', () => {
    const { lines } = checkLines(tracesOf({}).memslot, false)
    expect(lines[2]).toMatchObject({ file: 'arch/arm64/kvm/mmu.c', version: '7.3' })
    const cacheable = lines.find(({ id }) => id === 'memslot-cacheable-pfnmap')
    const operands =
      cacheable?.kind === 'check' ? cacheable.pieces.filter((one) => one.kind === 'operand') : []
    expect(operands.map(({ ids }) => ids)).toEqual([
      ['vma-pfnmap', 'swap'],
      ['pgprot', 'swap'],
      ['fwb'],
      ['dic'],
    ])
  })
})

test('without FWB the memslot ends at the check of cacheable PFNMAP, and what follows is not reached', () => {
  const { lines } = checkLines(tracesOf({ fwb: false }).memslot, false)
  expect(lines.slice(-2).map(shown)).toEqual([
    '* VM_PFNMAP[1] && kvm_vma_is_cacheable()[1] && !(FWB[0] && DIC[1])  -> -EINVAL  6.17',
    '. return 0 the memslot exists',
  ])
  expect(lines.at(-2)).toMatchObject({ ends: true, exit: { isFault: true } })
})

test('functions below the end are one line each, and those not called are left out unless all is shown', () => {
  const { fault } = tracesOf({ vma: 'none' })
  const folded = checkLines(fault, false)
  const after = folded.lines.findIndex((line) => line.kind === 'check' && line.ends)
  expect(folded.lines.slice(after + 1).every((line) => line.kind === 'function')).toBe(true)
  expect(folded.lines.some(({ id }) => id === 'gmem_abort')).toBe(false)
  const whole = checkLines(fault, true).lines.find(({ id }) => id === 'gmem_abort')
  expect(whole && shown(whole)).toBe('gmem_abort()  not called: it needs')
  expect(whole?.kind === 'function' && textOf(whole.when)).toBe('kvm_slot_has_gmem()[0]')
})

test('every operand of a shown row has a value unless the row was not reached', () => {
  fc.assert(
    fc.property(anyTrace, fc.boolean(), ({ trace }, all) => {
      for (const line of checkLines(trace, all).lines) {
        if (line.kind === 'function') continue
        const values = line.pieces.flatMap((piece) => (piece.kind === 'operand' ? [piece.value] : []))
        expect(values.every((value) => (value === null) === (line.state === 'not-reached'))).toBe(true)
      }
    }),
  )
})

const idsIn = (checks: readonly Check[]): readonly string[] =>
  checks.flatMap(({ id, inner = [] }) => [id, ...idsIn(inner)])

const idsOfPolicy = (policy: Policy, act: 'memslot' | 'fault') =>
  policy[act].flatMap(({ checks }) => idsIn(checks))

test('with all, every row of the policy is shown exactly once, in its order', () => {
  fc.assert(
    fc.property(anyTrace, ({ policy, act, trace }) => {
      const lines = checkLines(trace, true).lines.filter(({ kind }) => kind === 'check')
      expect(lines.map(({ id }) => id)).toEqual(idsOfPolicy(policy, act))
    }),
  )
})

test('rows that are folded away passed over and are counted', () => {
  fc.assert(
    fc.property(anyTrace, ({ trace }) => {
      const { lines } = checkLines(trace, false)
      const passed = trace.functions
        .flatMap(({ rows }) => rows)
        .filter(({ state }) => state === 'passed-over')
      const counted = lines
        .flatMap((line) => (line.kind === 'function' ? [line.says] : []))
        .reduce((sum, says) => sum + Number(/^\d+/.exec(says)?.[0] ?? 0), 0)
      const still = lines.filter((line) => line.kind === 'check' && line.state === 'passed-over')
      expect(counted + still.length).toBe(passed.length)
    }),
  )
})

test('exactly one line ends the path, and an act is named after it', () => {
  fc.assert(
    fc.property(anyTrace, fc.boolean(), ({ act, trace }, all) => {
      const { id, foldId, lines } = checkLines(trace, all)
      expect([id, foldId]).toEqual([act, `${act}-steps`])
      expect(lines.filter((line) => line.kind === 'check' && line.ends).map((line) => line.id)).toEqual([
        trace.last.check.id,
      ])
    }),
  )
})

describe('what an operand had to do with the answer', () => {
  const roles = (changes: Partial<KvmInputs>) =>
    rolesOf(rowOf(tracesOf(changes).memslot, 'memslot-cacheable-pfnmap')).map(
      ({ name, value, role }) => `${name} ${value ? 1 : 0}, ${role}`,
    )

  test('without FWB, FWB decides and DIC alone is not enough', () => {
    expect(roles({ fwb: false })).toEqual([
      'VM_PFNMAP 1, needed',
      'kvm_vma_is_cacheable() 1, needed',
      'FWB 0, decides',
      'DIC 1, not enough alone',
    ])
  })

  test('a row that was not reached has no roles', () => {
    expect(roles({ log: true })).toEqual([])
  })
})
