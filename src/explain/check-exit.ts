import type { Exit, ExitKind } from '../kvm/exit.ts'

/** How a row leaves its path. */
export interface ExitNote {
  /** In short: `-EINVAL`, `KVM_EXIT_MMIO`. */
  readonly short: string
  /** Whether the short form is a name that can be greped. */
  readonly isCode: boolean
  /** With who hears of it. */
  readonly says: string
  /** Whether something failed: a refusal, an error, a signal, an abort. */
  readonly isFault: boolean
}

const faults: readonly ExitKind[] = ['refuse', 'error', 'guest_abort_injected', 'sigbus']

/** Exits by their kinds; an errno stands for itself, and what goes on needs no exit. */
const nouns: Readonly<Record<Exclude<ExitKind, 'accept' | 'map'>, string>> = {
  refuse: 'refused',
  error: 'error',
  guest_abort_injected: 'abort in the guest',
  mmio_exit: 'KVM_EXIT_MMIO',
  sigbus: 'SIGBUS',
  instruction_skipped: 'resume',
  access_flag_set: 'resume',
}

/** The exit in short; none for a row that stays on the path, or whose end its own words say. */
export function exitNote(exit: Exit | undefined): ExitNote | null {
  if (!exit || exit.kind === 'accept' || exit.kind === 'map') return null
  const { kind, errno, says } = exit
  const isErrno = errno !== null && (kind === 'refuse' || kind === 'error')
  const short = isErrno ? `-${errno}` : nouns[kind]
  return { short, isCode: /^-|[A-Z]/.test(short), says, isFault: faults.includes(kind) }
}
