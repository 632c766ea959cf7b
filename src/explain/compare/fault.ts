import { hazardOf } from '../../kvm/hazards.ts'
import type { Leaf } from '../../kvm/leaf.ts'
import { onMap, onRelax } from '../../kvm/maintenance.ts'
import { rowsIn, type TraceRow } from '../../kvm/trace.ts'
import { tellingRow } from '../first-pick.ts'
import type { KvmAnswer } from '../kvm/answer.ts'
import { leafSize, stage2TypeName } from '../kvm/leaf-words.ts'
import { bin, hex64 } from '../words.ts'
import { fact, type Aspect, type Fact } from './fact.ts'
import { ofCheck, ofMaintenance, type Why } from './why.ts'

const ofLeaf =
  (of: (leaf: Leaf, kvm: KvmAnswer) => Fact | null): Aspect['of'] =>
  ({ kvm }) =>
    kvm?.leaf ? of(kvm.leaf, kvm) : null

const rows = ({ traces }: KvmAnswer) => rowsIn(traces.fault)
const last = ({ traces }: KvmAnswer) => ofCheck(traces.fault.last)

/** The check of the fault path that decided the memory type. */
const typeCheck = (kvm: KvmAnswer) => ofCheck(tellingRow(rows(kvm)) ?? kvm.traces.fault.last)

const sets =
  (...names: readonly string[]) =>
  ({ check }: TraceRow) =>
    names.some((name) => check.sets?.[name] === true)

/** The check that gave a permission, or else those that were asked and did not. */
function giversOf(kvm: KvmAnswer, name: string): readonly Why[] {
  const asked = rows(kvm).filter((row) => sets(name)(row) && row.state !== 'not-reached')
  const gave = asked.filter(({ state }) => state === 'sets')
  return (gave.length > 0 ? gave : asked).map(ofCheck)
}

/** The checks that chose a size other than a page's, or forbade one. */
const sizersOf = (kvm: KvmAnswer): readonly Why[] =>
  rows(kvm)
    .filter((row) => row.state === 'sets' && sets('PUD_SIZE', 'PMD_SIZE', 'force_pte')(row))
    .map(ofCheck)

const relaxes = (kvm: KvmAnswer) => rows(kvm).some((row) => row.state === 'sets' && sets('relax_perms')(row))

/** The occasion of the cache maintenance. */
const occasion = (kvm: KvmAnswer) => ofMaintenance(relaxes(kvm) ? onRelax : onMap)

const hazardSays = {
  leak: 'leak: the guest may read around dirty lines of the host',
  alias: 'alias: the host goes around the cache that the guest uses',
} as const

/** Act 2: how the fault ends, and the leaf that KVM writes. */
export const faultAspects: readonly Aspect[] = [
  {
    id: 'fault-exit',
    noun: 'end of the fault',
    of: ({ kvm }) => (kvm && kvm.stopped !== 'memslot' ? fact(kvm.fault.says, last(kvm)) : null),
  },
  {
    id: 'leaf-type',
    noun: 'stage 2 type',
    of: ofLeaf((leaf, kvm) => fact(stage2TypeName[leaf.type], typeCheck(kvm))),
  },
  {
    id: 'leaf-memattr',
    noun: 'MemAttr field',
    of: ofLeaf((leaf, kvm) => fact(bin(leaf.memattr, 4), last(kvm))),
  },
  {
    id: 'leaf-sh',
    noun: 'SH field of the leaf',
    of: ofLeaf(({ sh }, kvm) => (sh === null ? null : fact(bin(sh, 2), last(kvm)))),
  },
  {
    id: 'leaf-s2ap',
    noun: 'S2AP field',
    of: ofLeaf((leaf, kvm) => fact(bin(leaf.s2ap, 2), ...giversOf(kvm, 'KVM_PGTABLE_PROT_W'))),
  },
  {
    id: 'leaf-xn',
    noun: 'XN field',
    of: ofLeaf((leaf, kvm) => fact(bin(leaf.xn, 2), ...giversOf(kvm, 'KVM_PGTABLE_PROT_X'))),
  },
  {
    id: 'leaf-size',
    noun: 'size of the leaf',
    of: ofLeaf((leaf, kvm) => fact(leafSize(leaf, kvm.inputs.page), ...sizersOf(kvm))),
  },
  {
    id: 'leaf-descriptor',
    noun: 'descriptor',
    of: ofLeaf((_, kvm) => (kvm.descriptor === null ? null : fact(hex64(kvm.descriptor), last(kvm)))),
  },
  {
    id: 'cmo-data',
    noun: 'maintenance of the data side',
    of: ofLeaf((_, kvm) => fact(kvm.fault.maintenance?.dcache ?? 'none', occasion(kvm))),
  },
  {
    id: 'cmo-instructions',
    noun: 'maintenance of the instruction side',
    of: ofLeaf((_, kvm) => fact(kvm.fault.maintenance?.icache ?? 'none', occasion(kvm))),
  },
  {
    id: 'hazard',
    noun: 'hazard',
    of: ofLeaf((leaf, { inputs }) => {
      const found = hazardOf(inputs, leaf)
      return fact(found === null ? 'none' : hazardSays[found])
    }),
  },
]
