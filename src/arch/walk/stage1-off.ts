import type { Table } from '../rule.ts'
import { passes, type Check, type FaultKind } from './check.ts'

/** An access whose stage 1 does not translate. */
export interface Untranslated {
  readonly hi: number
  readonly lo: number
  /** TBI of the half that bit 55 of the VA chooses: bits [63:56] are ignored. */
  readonly tbi: boolean
  /** The PE's physical address size in bits. */
  readonly pa: number
  readonly aligned: boolean
  readonly fetch: boolean
  /** Stage 1 off gives it a Device type. */
  readonly device: boolean
}

type Row = Check<Untranslated>

const row = (id: string, says: string, because: string, when: Row['when'], gives: FaultKind): Row => ({
  id,
  cite: ['s1-disabled'],
  says,
  because,
  reads: [],
  when,
  gives: () => gives,
})

/** What may stop an access that stage 1 does not translate; level 0 is reported. Source: `AArch64_S1DisabledOutput`. */
export const stage1Off: Table<Untranslated, FaultKind | null> = {
  id: 's1-off-checks',
  title: 'Stage 1 off: the address',
  of: [],
  rules: [
    row(
      's1-off-size',
      'Address size fault: the VA is no IPA',
      'stage 1 is off, and the VA has bits above the physical address size',
      ({ hi, tbi, pa }) => (tbi ? hi & 0x00ff_ffff : hi) >>> (pa - 32) !== 0,
      'AddressSize',
    ),
    row(
      's1-off-alignment',
      'Alignment fault: Device memory',
      'stage 1 is off, and an unaligned data access to Device memory faults',
      ({ aligned, fetch, device }) => !aligned && !fetch && device,
      'Alignment',
    ),
    passes('s1-off-maps', 'The VA is the IPA', 'stage 1 is off', ['s1-disabled']),
  ],
}
