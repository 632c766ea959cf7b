import { cached, device, nc, normal, type MemoryAttributes } from '../../arch/attributes.ts'
import { attributes, type Attribute } from '../../coherency/script.ts'
import type { PgProt } from '../../kvm/inputs.ts'
import { typeCodesOf, type TypeCode } from '../words.ts'

const attributeOf = (code: TypeCode): Attribute =>
  code === 'WB' || code === 'WT' || code === 'NC' ? code : 'Device'

/** What types count as in the model of one line, each once, from what caches most to what caches least. */
export function attributesOfCodes(codes: readonly TypeCode[]): readonly Attribute[] {
  const found = new Set(codes.map(attributeOf))
  return attributes.filter((one) => found.has(one))
}

/** What attributes count as: one, or two where inner and outer differ. */
export function attributesIn(attrs: MemoryAttributes): readonly Attribute[] {
  const { inner, outer } = typeCodesOf(attrs)
  return attributesOfCodes([inner, outer])
}

const writeBack = cached('WB', 'RWA')

/** Memory as Linux maps it: Inner Shareable where it is cacheable. What is not counts as Outer Shareable. */
export const linuxWriteBack = normal(writeBack, writeBack, 'ISH', false)

/** What Linux makes of an attribute index. MT_NORMAL_TAGGED is Write-Back with tags, or without. */
export function attributesOfPgprot(pgprot: PgProt): MemoryAttributes {
  if (pgprot === 'device_nGnRE') return device('nGnRE', 'OSH', true)
  if (pgprot === 'device_nGnRnE') return device('nGnRnE', 'OSH', true)
  return pgprot === 'nc' ? normal(nc, nc, 'OSH', true) : linuxWriteBack
}

/** The label of an attribute index, as the control has it. */
export const pgprotName: Readonly<Record<PgProt, string>> = {
  normal: 'MT_NORMAL',
  normal_tagged: 'MT_NORMAL_TAGGED',
  nc: 'MT_NORMAL_NC',
  device_nGnRE: 'MT_DEVICE_nGnRE',
  device_nGnRnE: 'MT_DEVICE_nGnRnE',
}

/** An attribute of the model in words. */
export const attributeName: Readonly<Record<Attribute, string>> = {
  WB: 'Write-Back',
  WT: 'Write-Through',
  NC: 'Non-cacheable',
  Device: 'Device',
}
