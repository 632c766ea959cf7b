import type { MemoryAttributes } from '../../arch/attributes.ts'
import { recording, type Decision } from '../../arch/rule.ts'
import { translateAttributes } from '../../arch/translate-attributes.ts'
import type { CitationId } from '../../cite/citations.ts'
import type { Attribute } from '../../coherency/script.ts'
import type { AccessAnswer } from '../access.ts'
import { answer } from '../answer.ts'
import { stage2TypeName } from '../kvm/leaf-words.ts'
import { marked } from '../marked.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import { whyAccess } from '../verdict.ts'
import { typeCodesOf, typeName, type TypeCode } from '../words.ts'
import type { AliasId } from './alias-id.ts'
import { attributesIn, attributesOfPgprot, attributeName, linuxWriteBack, pgprotName } from './attribute.ts'
import { cleansAsItMaps, hasLinearMap, isMappedByUser, wouldClean, type Host } from './host.ts'

export type { AliasId }

/** One mapping of the line, or that there is none. */
export interface Alias {
  readonly id: AliasId
  /** Who it is, as a heading: `VMM`, `Guest`, `Kernel’s linear map`. */
  readonly name: string
  /** Its attributes; null where there is no such mapping. */
  readonly attributes: MemoryAttributes | null
  /** Its type in words, `Normal Write-Back`; `none` where there is no such mapping. */
  readonly type: string
  /** What stands in its token: one code, or outer and inner where they differ; nothing without a mapping. */
  readonly codes: readonly TypeCode[]
  /**
   * What it counts as in the model of one line. Two only where inner and outer differ: then both are asked, and what is worse
   * counts. Nothing without a mapping.
   */
  readonly counts: readonly Attribute[]
  /** Whether it has a cacheable reading, so that speculation may fill the line. */
  readonly cacheable: boolean
  /** What it is and why: one whole sentence. */
  readonly says: Sentence
  /** How `counts` was read from the type, where that is an interpretation and deserves its badge; else null. */
  readonly interpretation: Sentence | null
  readonly cite: readonly CitationId[]
}

/** What KVM does for the data of the line as it maps it. */
export interface KvmCare {
  /** It cleans and invalidates: a step of the situations. */
  readonly cleans: boolean
  /** In a cell: `maps the page; DC CIVAC`, `maps the page; no maintenance`. */
  readonly words: string
  /** What it does and why: one whole sentence. */
  readonly says: Sentence
  readonly cite: readonly CitationId[]
}

/** Who maps the line as what. */
export interface Aliases {
  readonly vmm: Alias
  readonly guest: Alias
  readonly linear: Alias
  readonly kvm: KvmCare
}

/** The aliases of the line on a host; `access` explains what the guest gets. */
export const aliasesOn = (host: Host, access: AccessAnswer): Aliases => ({
  vmm: vmm(host),
  guest: guest(host, access),
  linear: linear(host),
  kvm: kvmCare(host),
})

type Told = Pick<Alias, 'id' | 'name' | 'says' | 'cite'>

function alias(told: Told, attributes: MemoryAttributes): Alias {
  const { inner, outer } = typeCodesOf(attributes)
  const counts = attributesIn(attributes)
  return {
    ...told,
    attributes,
    type: typeName(attributes),
    codes: inner === outer ? [inner] : [outer, inner],
    counts,
    cacheable: counts.some((one) => one === 'WB' || one === 'WT'),
    interpretation: counts.length > 1 ? bothRead(counts) : null,
  }
}

const none = (told: Told): Alias => ({
  ...told,
  attributes: null,
  type: 'none',
  codes: [],
  counts: [],
  cacheable: false,
  interpretation: null,
})

const bothRead = (counts: readonly Attribute[]) =>
  say(
    `The model has one cache, which may be an inner or an outer one, as where one ends and the other begins is IMPLEMENTATION DEFINED: the alias is taken for ${counts.map((one) => attributeName[one]).join(' and for ')}, and what is worse counts.`,
  )

function vmm(host: Host): Alias {
  const told = { id: 'vmm', name: 'VMM' } as const
  const { gmem, pgprot, swap } = host.inputs
  if (!isMappedByUser(host))
    return none({
      ...told,
      cite: ['linux-hva-to-pfn'],
      says: marked('Nothing of user space maps the page: [no VMA](map) stands at the slot’s host address.'),
    })
  if (gmem !== 'none')
    return alias(
      {
        ...told,
        cite: ['linux-gmem-abort'],
        says: marked(
          'The VMM’s alias is Normal Write-Back: mmap() of a [guest_memfd](slot-gmem) leaves MT_NORMAL.',
        ),
      },
      linuxWriteBack,
    )
  const attributes = attributesOfPgprot(pgprot)
  const which = swap ? 'the VMA [swapped in](swap)' : 'the VMA'
  return alias(
    {
      ...told,
      cite: ['linux-prepare-memslot', 'mair-el1'],
      says: marked(
        `The VMM’s alias is ${typeName(attributes)}: pgprot of ${which} is [${pgprotName[pgprot]}](pgprot).`,
      ),
    },
    attributes,
  )
}

/** The same access as a load, where it was a fetch: what the situations read and write is data. */
function asData(access: AccessAnswer): AccessAnswer {
  if (access.inputs.acc !== 'x') return access
  const inputs = { ...access.inputs, acc: 'r' } as const
  const decisions: Decision[] = []
  const attributes = translateAttributes(inputs, recording(decisions))
  const type = answer('type', inputs, decisions, attributes.s1, attributes.final)
  return { ...access, inputs, decisions, attributes, answers: { ...access.answers, type } }
}

function guest(host: Host, access: AccessAnswer): Alias {
  const data = asData(access)
  const who = access === data ? 'The guest’s alias is' : 'The guest’s alias is for its loads and stores'
  const says = asSentence([...say(`${who} ${typeName(host.guest)}: `), ...whyAccess(data)])
  const cite = [...new Set(data.answers.type.decided.flatMap(({ rule }) => rule.cite))]
  return alias({ id: 'guest', name: 'Guest', says, cite }, host.guest)
}

const linearNames = {
  'map-memory': '[in memblock](pfn)',
  'zone-device': 'of a [ZONE_DEVICE page](pfn)',
  none: '',
} as const

function linear(host: Host): Alias {
  const told = { id: 'linear', name: 'Kernel’s linear map', cite: ['linux-s2-map-leaf'] } as const
  const { gmem, pfn } = host.inputs
  if (!hasLinearMap(host))
    return none({
      ...told,
      says: marked(
        'The kernel’s linear map does not have the page: its PFN has [no struct page](pfn), so that the kernel has no address to clean it by.',
      ),
    })
  const where =
    gmem === 'none'
      ? `the PFN is ${linearNames[pfn]}`
      : 'a page of a [guest_memfd](slot-gmem) is the kernel’s own memory'
  return alias(
    {
      ...told,
      says: marked(
        `The kernel’s linear map has the page Normal Write-Back: ${where}, so that speculation may bring the line into the cache at any time.`,
      ),
    },
    linuxWriteBack,
  )
}

function kvmCare(host: Host): KvmCare {
  const cleans = cleansAsItMaps(host)
  return {
    cleans,
    words: cleans ? 'maps the page; DC CIVAC' : 'maps the page; no maintenance',
    says: marked(
      cleans
        ? 'KVM cleans and invalidates the page as it maps it, by its address in the linear map: the leaf is Normal, and without [FEAT_S2FWB](fwb) the guest may go around the cache.'
        : `KVM cleans nothing as it maps the page: ${whyNoCare(host)}.`,
    ),
    cite: ['linux-s2-map-leaf', 'linux-s2-map-leaf-612'],
  }
}

/** Why KVM does not clean, as a clause. */
export function whyNoCare(host: Host): string {
  if (wouldClean(host))
    return 'it would, but only by an address in the linear map, which does [not have](pfn) this page; what it cleans there is not known'
  if (host.leaf.type === 'normal')
    return 'with [FEAT_S2FWB](fwb) a Normal leaf forces Write-Back on the guest, and KVM does not ask how the [host](pgprot) maps the page'
  const address = hasLinearMap(host)
    ? ''
    : '; besides, it would have no address to clean by, as the linear map does [not have](pfn) this page'
  return `it cleans Normal Write-Back leaves only, and this one is ${stage2TypeName[host.leaf.type]}${address}`
}
