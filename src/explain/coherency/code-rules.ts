import { first, type Rule, type Table } from '../../arch/rule.ts'
import type { Stage2Type } from '../../kvm/leaf.ts'

/** What the maintenance for code depends on. */
export interface CodeInputs {
  readonly fwb: boolean
  readonly dic: boolean
  readonly idc: boolean
  readonly type: Stage2Type
  /** What the model wants of the VMM after it wrote data, were it read as the guest fetches; `nothing` if nothing, null if nothing is enough. */
  readonly data: string | null
}

/** What user space has to do on one side of the caches, in a cell; null where nothing is enough. */
type Row = Rule<CodeInputs, string | null>

const notExecutable = (id: string): Row => ({
  id,
  cite: ['linux-s2-prot'],
  says: 'Nothing: it is never executable',
  because: 'KVM never makes a Non-cacheable or Device leaf executable',
  reads: [],
  when: ({ type }) => type !== 'normal',
  gives: () => 'nothing',
})

/** After code was written: what has to reach the point from which the guest fetches. */
export const codeData: Table<CodeInputs, string | null> = {
  id: 'coherency-code-data',
  title: 'After user space wrote code: data caches',
  of: [],
  rules: [
    notExecutable('coherency-code-data-xn'),
    {
      id: 'coherency-code-data-poc',
      cite: ['mismatched-attributes', 'dc-cvac'],
      says: 'As for data',
      because:
        'a fetch may miss what the VMM wrote as a read may, and what is clean to the Point of Coherency is clean to the Point of Unification too',
      reads: [],
      when: ({ data }) => data !== 'nothing',
      gives: ({ data }) => data,
    },
    {
      id: 'coherency-code-data-fwb',
      cite: ['linux-clean-guest-page', 'ctr-el0'],
      says: 'Nothing: FWB implies IDC',
      because:
        'KVM takes it that FEAT_S2FWB implies CTR_EL0.IDC, with which fetches see what the data cache holds',
      reads: ['fwb'],
      when: ({ fwb }) => fwb,
      gives: () => 'nothing',
    },
    {
      id: 'coherency-code-data-idc',
      cite: ['ctr-el0'],
      says: 'Nothing: CTR_EL0.IDC is 1',
      because: 'with IDC data caches need no cleaning to the Point of Unification for what is fetched',
      reads: ['idc'],
      when: ({ idc }) => idc,
      gives: () => 'nothing',
    },
    {
      id: 'coherency-code-data-pou',
      cite: ['ctr-el0', 'dc-cvau'],
      says: 'DC CVAU',
      because: 'without IDC a fetch may read past the data cache, from the Point of Unification',
      reads: ['fwb', 'idc'],
      when: () => true,
      gives: () => 'DC CVAU after each write',
    },
  ],
}

/** After code was written: what the guest’s instruction caches may still hold. */
export const codeInstructions: Table<CodeInputs, string | null> = {
  id: 'coherency-code-instructions',
  title: 'After user space wrote code: instruction caches',
  of: [],
  rules: [
    notExecutable('coherency-code-instructions-xn'),
    {
      id: 'coherency-code-instructions-dic',
      cite: ['ctr-el0'],
      says: 'Nothing: CTR_EL0.DIC is 1',
      because: 'with DIC instruction caches need no invalidation',
      reads: ['dic'],
      when: ({ dic }) => dic,
      gives: () => 'nothing',
    },
    {
      id: 'coherency-code-instructions-ivau',
      cite: ['ctr-el0', 'ic-ivau', 'linux-s2-map-leaf', 'linux-s2-attr-walker'],
      says: 'IC IVAU',
      because:
        'without DIC old instructions may stay cached, and KVM invalidates them when a leaf becomes executable, not when the VMM writes; where CTR_EL0.L1Ip says VIPT, which is IMPLEMENTATION DEFINED and no setting, IC IVAU by the VMM’s address may leave what is cached under the guest’s, and EL0 cannot invalidate all',
      reads: ['dic'],
      when: () => true,
      gives: () => 'IC IVAU',
    },
  ],
}

export const codeTables: readonly Table<CodeInputs, string | null>[] = [codeData, codeInstructions]

/** The row that decides, with what it gives. */
export function ruleFor(table: Table<CodeInputs, string | null>, at: CodeInputs) {
  const rule = table.rules.find(({ when }) => when(at)) as Row
  return { rule, gives: first(table, at) }
}
