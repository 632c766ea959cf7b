import type { Exit } from '../../kvm/exit.ts'
import type { Leaf, Stage2Type } from '../../kvm/leaf.ts'
import type { KvmInputs } from '../../kvm/inputs.ts'
import type { TypeCode } from '../words.ts'

/** The stage-2 types that KVM gives, in words. */
export const stage2TypeName: Readonly<Record<Stage2Type, string>> = {
  normal: 'Normal Write-Back',
  nc: 'Normal Non-cacheable',
  device: 'Device-nGnRE',
}

/** The same as a diagram writes them. */
export const stage2TypeCode: Readonly<Record<Stage2Type, TypeCode>> = {
  normal: 'WB',
  nc: 'NC',
  device: 'nGnRE',
}

/** Permissions of a leaf: `RWX`, `R`. */
export const permissions = ({ s2ap, xn }: Leaf) => `R${s2ap & 2 ? 'W' : ''}${xn === 0 ? 'X' : ''}`

const blockNames = { 4: ['1 GiB', '2 MiB'], 16: ['64 GiB', '32 MiB'], 64: ['4 TiB', '512 MiB'] } as const

/** What the leaf is: `level 3 page`, `level 2 block of 2 MiB`. */
export function leafSize({ level }: Leaf, page: KvmInputs['page']): string {
  return level === 3
    ? `level 3 page of ${page} KiB`
    : `level ${level} block of ${blockNames[page][level - 1]}`
}

/** How an act ends, in a word or two: `-EINVAL`, `KVM_EXIT_MMIO`, `abort in the guest`. */
export function exitCode({ kind, errno }: Exit): string {
  if (kind === 'accept') return '0'
  if (kind === 'map') return 'leaf'
  if (kind === 'refuse' || kind === 'error') return `-${errno}`
  return codes[kind]
}

const codes = {
  guest_abort_injected: 'abort in the guest',
  mmio_exit: 'KVM_EXIT_MMIO',
  sigbus: 'SIGBUS',
  instruction_skipped: 'skipped',
  access_flag_set: 'AF set',
} as const
