import type { CitationId } from '../../cite/citations.ts'
import type { Check } from '../check.ts'
import { exits } from '../exit.ts'

/** `user_mem_abort()` as long as it was one function. */
const path: readonly CitationId[] = ['linux-user-mem-abort-612', 'linux-user-mem-abort-617']

/** Up to 6.17; later kernels warn at most. */
export const readPermission: Check = {
  id: 'fault-read-permission-before',
  cite: path,
  says: 'A permission fault of a read is refused',
  because:
    'every leaf can be read, so that no leaf of KVM can fault so; the log says Unexpected L2 read permission error',
  test: '{fault_is_perm} && !{write_fault} && !{exec_fault}',
  exit: exits.runEFAULT,
}

/** The VMA has gone, or was never there. */
export const noVma: Check = {
  id: 'fault-no-vma',
  cite: ['linux-s2-vma-info', ...path],
  says: 'No VMA at the host address',
  because: 'nothing backs the page; the log says Failed to find VMA',
  test: '!{vma_lookup()}',
  exit: exits.runEFAULT,
}

/** A fetch gives execute permission. */
export const protExec: Check = {
  id: 'prot-x-fetch',
  cite: ['linux-s2-compute-prot', ...path],
  says: 'prot |= KVM_PGTABLE_PROT_X',
  because: 'the guest fetches from the page',
  test: '{exec_fault}',
  sets: { KVM_PGTABLE_PROT_X: true },
}

/** A permission fault keeps a leaf of the size that the fault would map. */
export const relaxPermissions: Check = {
  id: 'map-relax',
  cite: ['linux-s2-fault-map', ...path],
  says: 'kvm_pgtable_stage2_relax_perms()',
  because: 'a leaf of this size is there and lacks a permission only; one of another size is replaced',
  test: '{fault_is_perm} && !{fault_granule != vma_pagesize}',
  sets: { relax_perms: true },
}

/** The last step. */
export const mapLeaf: Check = {
  id: 'map-leaf',
  cite: ['linux-s2-fault-map', ...path, 'linux-s2-prot'],
  says: 'kvm_pgtable_stage2_map()',
  because: 'everything is decided: type, permissions and size',
  test: '',
  exit: exits.mapped,
}

/** A page is writable, up to 7.0. */
export const protWriteBefore: Check = {
  id: 'prot-w-before',
  cite: path,
  says: 'prot |= KVM_PGTABLE_PROT_W',
  because: 'the page is writable',
  test: '{writable}',
  sets: { KVM_PGTABLE_PROT_W: true },
}

/** The checks that need to know whether memory is non-cacheable; the name of that value differs by release. */
export interface NonCacheableNames {
  /** Operand that says so. */
  readonly name: 'device' | 's2_force_noncacheable' | 'map_non_cacheable'
  readonly suffix: string
  readonly cite: readonly CitationId[]
}

/** A fetch from memory that is mapped Non-cacheable or Device. */
export const execNonCacheable = ({ name, suffix, cite }: NonCacheableNames): Check => ({
  id: `exec-non-cacheable${suffix}`,
  cite,
  says: 'No fetch from Non-cacheable or Device memory',
  because: 'such a leaf is never executable: -ENOEXEC becomes an instruction abort in the guest',
  test: `{exec_fault} && {${name}}`,
  exit: exits.injectIabt,
})

/** The two types other than Write-Back, and execute permission with DIC. */
export const memoryType = ({ name, suffix, cite }: NonCacheableNames): readonly Check[] => [
  {
    id: `prot-nc${suffix}`,
    cite,
    says: 'prot |= KVM_PGTABLE_PROT_NORMAL_NC',
    because: 'the driver said that any uncached type is safe, and Normal lets the guest choose',
    test: `{${name}} && {VM_ALLOW_ANY_UNCACHED}`,
    sets: { KVM_PGTABLE_PROT_NORMAL_NC: true },
  },
  {
    id: `prot-device${suffix}`,
    cite,
    says: 'prot |= KVM_PGTABLE_PROT_DEVICE',
    because: 'nobody said that Normal is safe, so that Device-nGnRE it is',
    test: `{${name}} && !{VM_ALLOW_ANY_UNCACHED}`,
    sets: { KVM_PGTABLE_PROT_DEVICE: true },
  },
  {
    id: `prot-x-dic${suffix}`,
    cite,
    says: 'prot |= KVM_PGTABLE_PROT_X at once',
    because: 'with DIC instruction caches need no maintenance, so that a later fetch need not fault',
    test: `!{${name}} && {DIC}`,
    sets: { KVM_PGTABLE_PROT_X: true },
  },
]

/** The VMM has put memory without tags under a slot of a VM with MTE. */
export const mteDisallowed = ({ name, suffix, cite }: NonCacheableNames): Check => ({
  id: `fault-mte${suffix}`,
  cite,
  says: 'A VM with MTE takes only memory that can hold tags',
  because: 'the VMA may have changed since the slot was made; memory that is not cacheable has no tags',
  test: `!{fault_is_perm} && !{${name}} && {kvm_has_mte()} && !{mte_allowed}`,
  exit: exits.runEFAULT,
})
