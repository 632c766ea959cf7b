import type { GranuleSize } from '../../arch/walk/granule.ts'
import { defaultPe, type WalkPe } from '../../arch/walk/pe.ts'
import type { Registers } from '../../arch/walk/registers.ts'
import { registersOf, type HalfChoices, type Stage2Choices } from '../../arch/walk/registers-of.ts'
import { toWord } from '../../arch/walk/word.ts'
import { toInputs } from '../../scenario/inputs.ts'
import { nothing } from '../../scenario/joined.ts'
import { wordsOf } from '../../scenario/kinds/flags.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { Mapped } from './setup.ts'

const sizes = { '4k': '4K', '16k': '16K', '64k': '64K' } as const satisfies Record<string, GranuleSize>

/** SH, ORGN and IRGN of walks as Linux has them: Inner Shareable, Write-Back. */
const cacheable = { sh: 0b11, orgn: 0b01, irgn: 0b01 }

/** The PE that walks. Its PA size is that of FEAT_LPA where it has 52 bits. */
export const peOf = ({ xnx, hafdbs, pa }: Scenario): WalkPe => ({
  ...defaultPe,
  xnx,
  hafdbs,
  pa: Number(pa),
})

/** IPS or PS in bits: all that the granule can have; the PE takes the smaller one of this and its own. */
const outputBits = (size: GranuleSize, ds: boolean) => (ds || size === '64K' ? 52 : 48)

function stage2Of(scenario: Scenario, kvm: Mapped | null): Stage2Choices {
  const granule = sizes[kvm ? (`${kvm.inputs.page}k` as const) : scenario.s2tg]
  const flags = wordsOf(kvm ? nothing : scenario.vtcr)
  const ds = kvm ? kvm.inputs.lpa2 : flags.includes('ds')
  return {
    ...cacheable,
    granule,
    t0sz: kvm ? 64 - kvm.inputs.ipa : scenario.t0sz,
    sl: kvm || scenario.sl0 === 'kvm' ? 'fit' : Number(scenario.sl0),
    ps: outputBits(granule, ds),
    ds,
    ha: flags.includes('ha'),
    hd: flags.includes('hd'),
    ee: false,
    base: 0,
  }
}

function halfOf({ tg, txsz, tcr }: Scenario): HalfChoices {
  const flags = wordsOf(tcr)
  return {
    ...cacheable,
    granule: sizes[tg],
    txsz,
    tbi: flags.includes('tbi'),
    epd: flags.includes('epd'),
    e0pd: flags.includes('e0pd'),
    hpd: flags.includes('hpd'),
    base: 0,
  }
}

/**
 * The registers of a scenario, before its tables have a place. TCR_EL1 has both halves alike, and stage 2 is as KVM sets it
 * up, where KVM is asked.
 */
export function registersFor(scenario: Scenario, kvm: Mapped | null): Registers {
  const { m, c, i, mair, vm, dc, dct, cd, id, hcrfwb, ptw } = toInputs(scenario)
  const { wxn, epan, ee, tg, tcr } = scenario
  const flags = wordsOf(tcr)
  const half = halfOf(scenario)
  const ds = flags.includes('ds')
  return registersOf({
    stage1: {
      m,
      c,
      i,
      wxn,
      epan,
      ee,
      mair: toWord(BigInt(mair)),
      ips: outputBits(sizes[tg], ds),
      ds,
      ha: flags.includes('ha'),
      hd: flags.includes('hd'),
      halves: [half, half],
    },
    stage2: stage2Of(scenario, kvm),
    hcr: { vm, ptw, dc, tge: false, cd, id, fwb: hcrfwb, dct },
  })
}
