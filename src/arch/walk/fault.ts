import type { Rule } from '../rule.ts'
import type { Access } from './access.ts'
import type { FaultKind } from './check.ts'
import type { Regime } from './regime.ts'
import type { Word } from './word.ts'

/** A fault of a translation: the pseudocode's FaultRecord, with the row that gave it. */
export interface Fault {
  readonly kind: FaultKind
  /** The level that is reported, -1 to 3: that of stage 2 for a fault of stage 2. */
  readonly level: number
  readonly stage: 1 | 2
  /** A fault of stage 2 on a read or hardware update of stage 1's tables. */
  readonly s1ptw: boolean
  /** WnR: the access, or the permission check that failed, is a write. */
  readonly write: boolean
  /** The IPA that stage 2 was asked for; null at stage 1. */
  readonly ipa: number | null
  readonly why: Pick<Rule<never, unknown>, 'id' | 'cite' | 'says' | 'because'>
}

const codes: Readonly<Record<FaultKind, number>> = {
  AddressSize: 0b000000,
  Translation: 0b000100,
  AccessFlag: 0b001000,
  Permission: 0b001100,
  Alignment: 0b100001,
}

/** DFSC, IFSC and FST: six bits. Source: `EncodeLDFSC`. */
export function faultStatus({ kind, level }: Pick<Fault, 'kind' | 'level'>): number {
  if (kind === 'Alignment') return codes.Alignment
  if (level === -1) return kind === 'AddressSize' ? 0b101001 : 0b101011
  return codes[kind] | level
}

/** Whether HPFAR_EL2 holds the IPA. Source: `IPAValid`. */
export const ipaIsValid = ({ stage, s1ptw, kind }: Fault) =>
  stage === 2 && kind !== 'Alignment' && (s1ptw || kind !== 'Permission')

/** HPFAR_EL2 for an IPA: FIPA in bits [47:4]. Bits of the page offset are lost. */
export const hpfarOf = (ipa: number): bigint => (BigInt(ipa) >> 12n) << 4n

/** ESR_ELx.ISS[24:0]; ISV is 0, as for an access that gives no syndrome. Source: `AArch64_FaultSyndrome`. */
export function syndromeOf(fault: Fault, access: Access): number {
  const s1ptw = fault.s1ptw ? 1 << 7 : 0
  if (access.acc === 'x') return s1ptw | faultStatus(fault)
  const maintenance = access.at === null ? 0 : 1 << 8
  const write = fault.write || access.at !== null ? 1 << 6 : 0
  return maintenance | s1ptw | write | faultStatus(fault)
}

/** The Exception level that takes the fault. Source: `AArch64_ReportException`. */
export const takenTo = ({ stage }: Fault, { tge }: Regime): 1 | 2 => (stage === 2 || tge ? 2 : 1)

/** What the registers say after a fault. HPFAR_EL2 is null where its value is UNKNOWN. */
export interface Syndrome {
  readonly el: 1 | 2
  readonly esr: bigint
  readonly far: Word
  readonly hpfar: bigint | null
}

/** The registers of the Exception level that takes the fault. Source: `AArch64_ReportException`. */
export function reported(fault: Fault, access: Access, regime: Regime): Syndrome {
  const el = takenTo(fault, regime)
  const lower = el > access.el
  const ec = access.acc === 'x' ? (lower ? 0x20 : 0x21) : lower ? 0x24 : 0x25
  return {
    el,
    esr: (BigInt(ec) << 26n) | (1n << 25n) | BigInt(syndromeOf(fault, access)),
    far: access.va,
    hpfar: ipaIsValid(fault) && fault.ipa !== null ? hpfarOf(fault.ipa) : null,
  }
}
