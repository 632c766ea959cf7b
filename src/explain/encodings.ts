import { recording, first, type Decision } from '../arch/rule.ts'
import { effectiveFwb, type AttributeInputs } from '../arch/inputs.ts'
import { mairByte } from '../arch/mair.ts'
import { stage2Leaf } from '../arch/stage2.ts'
import { forcesWriteBack, fwbBit3 } from '../arch/with-fwb.ts'
import type { CacheField } from '../arch/attributes.ts'
import { typeCode, typeName } from './words.ts'

const half = (name: string, f: CacheField | null) =>
  f === null ? name : `${name} ${f.attr}${f.attr === 'NC' ? '' : ` ${f.hint}${f.transient ? ' tr' : ''}`}`

function decoded(at: AttributeInputs) {
  const log: Decision[] = []
  const attrs = recording(log)(mairByte, { at, shareability: 'NSH' })
  return { attrs, rule: log[0]?.rule }
}

/** What the two nibbles of a MAIR byte say, outer first, short enough for four bit cells. */
export function byteHalves(mair: number, at: AttributeInputs): readonly [string, string] {
  const { attrs, rule } = decoded({ ...at, mair })
  if (rule?.status) return ['reserved', '']
  if (attrs.device) return ['Device', `${attrs.device}${attrs.xs ? '' : ', XS 0'}`]
  if (attrs.tagged) return ['Tagged', 'WB RWA']
  if (!attrs.xs && attrs.inner?.attr !== 'WB') return [half('outer', attrs.outer), 'XS 0']
  return [half('outer', attrs.outer), half('inner', attrs.inner)]
}

/** A MAIR byte in words: `Write-Back`, `reserved`, `Device-nGnRE`, `Tagged Write-Back`. */
export function byteMeaning(mair: number, at: AttributeInputs): string {
  const { attrs, rule } = decoded({ ...at, mair })
  if (rule?.status) return 'reserved'
  const tagged = attrs.tagged ? 'Tagged ' : ''
  const quick = !attrs.xs && attrs.inner?.attr !== 'WB' ? ', XS 0' : ''
  const hints = attrs.inner && attrs.inner.attr !== 'NC' ? ` ${attrs.inner.hint}` : ''
  const mixed = attrs.device === null && half('', attrs.inner) !== half('', attrs.outer)
  return mixed ? byteHalves(mair, at).join(', ') : `${tagged}${typeCode(attrs)}${hints}${quick}`
}

const forced = [
  'Device-nGnRnE',
  'Device-nGnRE',
  'Device-nGRE',
  'Device-GRE',
  'reserved',
  'cap at Non-cacheable',
]

/** What MemAttr means under the present HCR_EL2.FWB: a type of its own, or an instruction about stage 1's. */
export function memattrMeaning(at: AttributeInputs): string {
  if (!effectiveFwb(at)) {
    const shareability = 'NSH'
    const rule = stage2Leaf.rules.find((row) => row.when({ at, shareability }))
    if (rule?.status) return 'reserved inner field'
    const attrs = first(stage2Leaf, { at, shareability })
    return `${typeName(attrs)}${attrs.notagaccess ? ', NoTagAccess' : ''}`
  }
  const code = first(fwbBit3, at)
  if (code >= 0b1000 && code < 0b1110) return 'reserved'
  const denies = code >= 0b1110 ? ', NoTagAccess' : ''
  if (forcesWriteBack(code)) return `force Write-Back${denies}`
  return (code & 0b0111) === 0b0111 ? `as stage 1 says${denies}` : (forced[code] ?? 'reserved')
}
