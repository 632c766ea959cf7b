import { addedParam, type Param } from './param.ts'

/** Rewrites the pairs of an address of version `from` into ones that mean the same in version `to`. */
export interface Migration {
  readonly from: number
  readonly to: number
  readonly up: (params: readonly Param[]) => readonly Param[]
}

export const firstVersion = 1

/**
 * Every change of what an address means, oldest first. A default that changes is one: the migration writes
 * the old default into addresses that do not name the key. A setting that is added is not.
 */
export const migrations: readonly Migration[] = [{ from: 1, to: 2, up: stage2ByHand }]

/** The keys that version 2 added: each tells of KVM's decisions. */
const ofKvm = new Set(
  's2 dic policy page vma pgprot pfn slot gmemmap swap mte ipa lpa2 gpa size hva overlap map hpte hwpoison addr fsc s1ptw ins'.split(
    ' ',
  ),
)

/** Presets of KVM's, as a link may name them beside the older version. */
const presetOfKvm =
  /^(nvgrace|vfio|fsl-mc|anon|thp|hugetlb|dmabuf|devmem|fsdax|virtiofs|guest-memfd|swapped)|^(readonly-write|log-pfnmap|mte-bar|mmio|fetch-no-dic|no-vma|hwpoison)$/

const isOfKvm = ({ key, value }: Param) =>
  key === 'p' ? presetOfKvm.test(value.toLowerCase()) : ofKvm.has(key)

/**
 * In version 1 stage 2 was set by hand, and the folds of its panel were open. From version 2 on it is KVM's unless
 * the address says otherwise: by a key that version 2 added, or by a preset of KVM's.
 */
function stage2ByHand(params: readonly Param[]): readonly Param[] {
  const has = (key: string) => params.some((param) => param.key === key)
  if (params.some(isOfKvm)) return params
  const open = has('open') ? [] : [addedParam('open', 'cpu+access+s1+s2+hcr')]
  return [...params, addedParam('s2', 'hand'), ...open]
}

/** The version that a list of migrations ends at, and that is written. */
export const versionOf = (list: readonly Migration[]) => list.at(-1)?.to ?? firstVersion

/** The first migration that does not rise by one from where the one before it ended, if there is one. */
export function misplaced(list: readonly Migration[]): Migration | undefined {
  return list.find(({ from, to }, at) => from !== firstVersion + at || to !== from + 1)
}

export type Migrated =
  { readonly params: readonly Param[] } | { readonly failed: Migration; readonly params: readonly Param[] }

/** Brings pairs of version `from` up to date. Where a step fails, the pairs stay as they were before it. */
export function migrate(params: readonly Param[], from: number, list: readonly Migration[]): Migrated {
  let current = params
  for (const step of list.filter((migration) => migration.from >= from)) {
    try {
      current = step.up(current)
    } catch {
      return { failed: step, params: current }
    }
  }
  return { params: current }
}
