import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rolesOf } from '../../src/explain/check-roles.ts'
import { reasonOf } from '../../src/explain/kvm/reasons.ts'
import { whyType } from '../../src/explain/kvm/why-type.ts'
import { marked } from '../../src/explain/marked.ts'
import { policies } from '../../src/kvm/policies.ts'
import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'
import type { Policy } from '../../src/kvm/policy.ts'
import { explainKvm, rowsIn } from '../../src/kvm/trace.ts'
import { parseAddress } from '../../src/scenario/address.ts'
import { policyOf, toKvm } from '../../src/scenario/kvm-inputs.ts'
import { presets } from '../../src/content/presets.ts'
import { anyInputs } from '../kvm/arbitrary.ts'
import { stories } from './told/stories.ts'
import { faultAsked, memslotAsked, readBy, readByOperand } from './read-by.ts'
import { sweep } from '../sweep.ts'

const anyPolicy = fc.constantFrom(...policies)
const linksIn = (text: string) => marked(text).flatMap(({ setting }) => setting ?? [])

/**
 * What a reason tells besides the check's own operands. A patch that only blocks says what KVM would do without it; where a raw PFN is
 * never followed, a VMA that is not cacheable would not be mapped so either.
 */
const besides: Readonly<Record<string, readonly string[]>> = {
  'memslot-normal-pfnmap': ['vma-uncached', 'pfn'],
  'memslot-no-cacheable-pfnmap': ['vma-uncached', 'pfn'],
  'fault-normal-pfnmap': ['vma-uncached', 'pfn'],
  'fault-no-cacheable': ['vma-uncached'],
  'exec-non-cacheable-617': ['pgprot'],
}

/** Both acts of a story that end with a reason, with the row that ended each. */
function endsOf(policy: Policy, at: KvmInputs) {
  const { memslot, fault } = explainKvm(policy, at).traces
  return [memslotAsked(memslot), faultAsked(fault)].flatMap((asked) => {
    const { last } = asked.trace
    const reason = reasonOf(last.check.id, at)
    return reason === undefined ? [] : [{ asked, last, links: linksIn(reason) }]
  })
}

/** Inputs near those of which the checks about memory types decide, so that each of them is met often. */
const nearTypes = anyInputs.map((at): KvmInputs => ({
  ...defaultKvmInputs,
  fwb: at.fwb,
  dic: at.dic,
  pfnmap: at.pfnmap,
  mixedmap: at.mixedmap,
  anyuncached: at.anyuncached,
  pgprot: at.pgprot,
  pfn: at.pfn,
  bit3: at.bit3,
  acc: at.acc,
  swap: at.swap,
  shared: at.shared,
  log: at.log,
}))

const inputs = fc.oneof(anyInputs, nearTypes)

/** Stories that tell every reason there is: each was chosen because it tells one. */
const told = Object.values(stories)
  .flat()
  .map((story) => parseAddress(`#/explore?v=2&${story}`, presets))
  .flatMap(({ scenario, besides }) => [scenario, ...(besides.other ? [besides.other] : [])])
  .map((scenario): [KvmInputs, Policy] => [toKvm(scenario), policyOf(scenario)])

describe('the controls that a reason lights', () => {
  test('are all read by the check that ended the act', () => {
    fc.assert(
      fc.property(inputs, anyPolicy, (at, policy) => {
        const wrong = endsOf(policy, at).flatMap(({ asked, last, links }) => {
          const read = readBy(asked, last)
          const also = besides[last.check.id] ?? []
          return links
            .filter((link) => !read.has(link) && !also.includes(link))
            .map((link) => [last.check.id, link])
        })
        expect(wrong).toEqual([])
      }),
      { numRuns: sweep(4_000), examples: told },
    )
  })

  test('have each that decides among them: what has to be there, but for the kind of fault, and hardware that is lacking', () => {
    const kinds = ['fsc', 's1ptw']
    fc.assert(
      fc.property(inputs, anyPolicy, (at, policy) => {
        const missing = endsOf(policy, at).flatMap(({ asked, last, links }) =>
          rolesOf(last).flatMap(({ name, value, role }) => {
            const isLack = !value && (name === 'FWB' || name === 'DIC')
            if (role === 'not enough alone' || !(value || isLack)) return []
            const operand = last.operands.find((one) => one.name === name)
            if (!operand || operand.reads.length === 0) return []
            const read = [...readByOperand(asked, operand)]
            const isTold = read.some((one) => links.includes(one)) || read.every((one) => kinds.includes(one))
            return isTold ? [] : [[last.check.id, name]]
          }),
        )
        expect(missing).toEqual([])
      }),
      { numRuns: sweep(4_000), examples: told },
    )
  })
})

/** What is told of pgprot though no check reads it here: that it makes no difference, or that none reads it. */
const aside = [
  /, although the host maps it \[[^\]]+\]\(pgprot\)/,
  /this kernel never reads \[pgprot\]\(pgprot\)/,
  /\[pgprot\]\(pgprot\) is read of \[PFNMAP\]\(vma-pfnmap\) only/,
]

/** Values that checks set on the way to a memory type. */
const ofType = [
  'KVM_PGTABLE_PROT_DEVICE',
  'KVM_PGTABLE_PROT_NORMAL_NC',
  'device',
  'map_non_cacheable',
  's2_force_noncacheable',
  'cacheable_devmem',
]
/** What the checks ask that let a memory type through. */
const asksType = [
  'pfn_is_map_memory()',
  'is_vma_cacheable',
  'mapping_type(vma->vm_page_prot) == MT_NORMAL',
  'KVM_MEM_ENABLE_CACHEABLE_PFNMAP',
  'FWB',
  'DIC',
]

test('the controls that the reason of a memory type lights are read by the checks on the way to it', () => {
  fc.assert(
    fc.property(nearTypes, anyPolicy, (at, policy) => {
      const { fault, traces } = explainKvm(policy, at)
      const { leaf } = fault
      const asked = faultAsked(traces.fault)
      const rows = rowsIn(traces.fault).filter(
        ({ check, operands, state }) =>
          state !== 'not-reached' &&
          (ofType.some((name) => check.sets?.[name] !== undefined) ||
            operands.some(({ name }) => asksType.includes(name))),
      )
      const read = new Set(rows.flatMap((row) => [...readBy(asked, row)]))
      const told = leaf
        ? aside.reduce((text, one) => text.replace(one, ''), whyType({ inputs: at, leaf, policy }))
        : ''
      expect(linksIn(told).filter((link) => !read.has(link))).toEqual([])
    }),
    { numRuns: sweep(4_000), examples: told },
  )
})
