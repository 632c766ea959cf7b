import { first, type Table } from '../rule.ts'
import type { Access } from './access.ts'
import { passes, type Check, type FaultKind } from './check.ts'
import { right } from './permissions.ts'
import type { Purpose } from './trace.ts'

/** A leaf's last checks as both stages see them: what is left of the rights, and what is asked. */
export interface Asked {
  readonly acc: Access['acc']
  readonly el0: boolean
  readonly aligned: boolean
  /** The rights that are left, 0 to 63. */
  readonly rights: number
  /** The leaf makes it Device; asked for only where the access is not aligned. */
  readonly device: boolean
  /** The attributes refuse the access: a fetch from Device on a PE that faults, a walk with HCR_EL2.PTW. */
  readonly refused: boolean
  readonly purpose: Purpose
}

type Row = Check<Asked>

const has = ({ rights, el0 }: Asked, el1Right: number, el0Right: number) =>
  (rights & (el0 ? el0Right : el1Right)) !== 0

const reads = (asked: Asked) => asked.purpose !== 'access' || asked.acc === 'r'
const writes = (asked: Asked) =>
  asked.purpose === 'update' || (asked.purpose === 'access' && asked.acc === 'w')
const fetches = (asked: Asked) => asked.purpose === 'access' && asked.acc === 'x'

/** Rows that fault on a write report WnR 1, whatever the access. */
export const writeDenied = ['s1-no-write', 's2-no-write'] as const

function checks(stage: 1 | 2): Table<Asked, FaultKind | null> {
  const cite = [stage === 1 ? 's1-check-permissions' : 's2-check-permissions'] as const
  const row = (id: string, says: string, because: string, when: Row['when'], gives: FaultKind): Row => ({
    id: `s${stage}-${id}`,
    cite,
    says,
    because,
    reads: [],
    when,
    gives: () => gives,
  })
  return {
    id: `s${stage}-permission-checks`,
    title: `Stage ${stage}: may the access be made?`,
    of: [],
    rules: [
      row(
        'alignment',
        'Alignment fault: Device memory',
        'an unaligned data access to Device memory faults, before permissions are looked at',
        (asked) => !asked.aligned && asked.device && asked.purpose === 'access' && asked.acc !== 'x',
        'Alignment',
      ),
      row(
        'refused-type',
        'Permission fault: Device memory',
        stage === 1
          ? 'a fetch from Device memory takes a Permission fault on this PE'
          : 'a fetch from Device memory on this PE, or with HCR_EL2.PTW 1 a walk through it, takes a Permission fault',
        ({ refused }) => refused,
        'Permission',
      ),
      row(
        'no-fetch',
        'Permission fault: not executable',
        'the fetch has no execute permission here',
        (asked) => fetches(asked) && !has(asked, right.x1, right.x0),
        'Permission',
      ),
      row(
        'no-read',
        'Permission fault: not readable',
        'the read has no read permission here',
        (asked) => reads(asked) && !has(asked, right.r1, right.r0),
        'Permission',
      ),
      row(
        'no-write',
        'Permission fault: not writable',
        'the write has no write permission here',
        (asked) => writes(asked) && !has(asked, right.w1, right.w0),
        'Permission',
      ),
      passes(`s${stage}-permitted`, 'Permitted', 'the access has the permission that it needs', cite),
    ],
  }
}

const accesses = ['r', 'w', 'x', 'any'] as const
const purposes: readonly Purpose[] = ['access', 'walk', 'update']

/** What the rows say where neither the memory type nor alignment stops the access; 0 is not asked yet. */
const permitted = new Int8Array(accesses.length * purposes.length * 2 * 64)

/**
 * Whether the rights, 0 to 63, are enough for an access. The rows are asked once for each combination; both
 * stages have the same ones.
 */
export function allows(rights: number, acc: Asked['acc'], el0: boolean, purpose: Asked['purpose']): boolean {
  const kind = accesses.indexOf(acc) * purposes.length + purposes.indexOf(purpose)
  const at = (kind * 2 + (el0 ? 1 : 0)) * 64 + rights
  if (permitted[at] === 0) {
    const asked = { acc, el0, aligned: true, rights, device: false, refused: false, purpose }
    permitted[at] = first(permission1, asked) === null ? 1 : -1
  }
  return permitted[at] === 1
}

/** Source: `AArch64_S1CheckPermissions`. */
export const permission1 = checks(1)

/** Source: `AArch64_S2CheckPermissions`. */
export const permission2 = checks(2)
