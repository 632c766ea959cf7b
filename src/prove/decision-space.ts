import { defaultKvmInputs, type KvmInputs, type Pfn, type PgProt } from '../kvm/inputs.ts'
import { defaults } from '../scenario/scenario.ts'
import type { Scenario } from '../scenario/schema.ts'

/** One value of a dimension: as a file of kernel decisions names it, and what it makes of the inputs. */
interface Choice {
  readonly value: number | string
  readonly sets: Partial<KvmInputs>
  /** What backs a PFN outside of memblock. */
  readonly outside?: Pfn
}

interface Dimension {
  readonly name: string
  readonly choices: readonly Choice[]
}

const choice = (value: number | string, sets: Partial<KvmInputs>): Choice => ({ value, sets })

const bit = (name: string, of: (on: boolean) => Partial<KvmInputs>): Dimension => ({
  name,
  choices: [choice(0, of(false)), choice(1, of(true))],
})

/** Outside of memblock there is raw memory in a VM_PFNMAP mapping, and a ZONE_DEVICE page in the others. */
const kind = (value: string, pfnmap: boolean, mixedmap: boolean): Choice => ({
  value,
  sets: { pfnmap, io: pfnmap, mixedmap },
  outside: pfnmap ? 'none' : 'zone-device',
})

const pgprots: readonly PgProt[] = ['normal', 'normal_tagged', 'nc', 'device_nGnRE', 'device_nGnRnE']

const slotFlags = (value: string): Choice =>
  choice(value, { log: value.includes('log_dirty'), readonly: value.includes('readonly') })

/** What is varied; everything else is as in the default scenario. The last dimension counts fastest. */
export const dimensions: readonly Dimension[] = [
  bit('fwb', (fwb) => ({ fwb })),
  bit('dic', (dic) => ({ dic })),
  bit('pfn_is_map_memory', (is) => ({ pfn: is ? 'map-memory' : 'none' })),
  {
    name: 'vma_kind',
    choices: [kind('plain', false, false), kind('pfnmap', true, false), kind('mixedmap', false, true)],
  },
  bit('vm_allow_any_uncached', (anyuncached) => ({ anyuncached })),
  { name: 'host_pgprot', choices: pgprots.map((pgprot) => choice(pgprot, { pgprot })) },
  bit('cow_private_mapping', (cow) => ({ shared: !cow })),
  {
    name: 'mte',
    choices: [
      choice('vm_without_mte', { mte: false, mteallowed: false }),
      choice('vm_mte_vma_allowed', { mte: true, mteallowed: true }),
      choice('vm_mte_vma_not_allowed', { mte: true, mteallowed: false }),
    ],
  },
  { name: 'slot_flags', choices: ['none', 'log_dirty', 'readonly', 'log_dirty|readonly'].map(slotFlags) },
  bit('expect_wb_flag', (bit3) => ({ bit3 })),
  {
    name: 'fault',
    choices: [choice('read', { acc: 'r' }), choice('write', { acc: 'w' }), choice('exec', { acc: 'x' })],
  },
]

/** How many inputs there are. */
export const spaceSize = dimensions.reduce((product, { choices }) => product * choices.length, 1)

type Changing = { -readonly [K in keyof KvmInputs]: KvmInputs[K] }

function choose(at: Changing, { sets, outside }: Choice): void {
  Object.assign(at, sets)
  if (outside && at.pfn !== 'map-memory') at.pfn = outside
}

/** Visits every input of the space once, in the order of the dimensions. It is one object that changes: keep copies. */
export function visitInputs(visit: (at: KvmInputs, index: number) => void): void {
  const at: Changing = { ...defaultKvmInputs }
  let index = 0
  const from = (depth: number): void => {
    const dimension = dimensions[depth]
    if (!dimension) return visit(at, index++)
    for (const one of dimension.choices) {
      choose(at, one)
      from(depth + 1)
    }
  }
  from(0)
}

/** The input at a place of that order. @throws RangeError for a place outside of the space */
export function inputAt(index: number): KvmInputs {
  if (!(index >= 0 && index < spaceSize)) throw new RangeError(`index: ${index} is not below ${spaceSize}`)
  const at: Changing = { ...defaultKvmInputs }
  let stride = spaceSize
  for (const { choices } of dimensions) {
    const within = index % stride
    stride /= choices.length
    choose(at, choices[Math.floor(within / stride)] as Choice)
  }
  return at
}

const joined = (words: Readonly<Record<string, boolean>>): string =>
  Object.keys(words)
    .filter((word) => words[word])
    .join('+') || 'none'

/** The settings in which the inputs of this space vary. */
type Varied = Pick<Scenario, 'fwb' | 'dic' | 'vma' | 'pgprot' | 'pfn' | 'slot' | 'mte' | 'acc'>

const settingsOf = (at: KvmInputs): Varied => ({
  fwb: at.fwb,
  dic: at.dic,
  vma: joined({
    pfnmap: at.pfnmap,
    io: at.io,
    mixedmap: at.mixedmap,
    uncached: at.anyuncached,
    mte: at.mteallowed,
    shared: at.shared,
  }),
  pgprot: at.pgprot,
  pfn: at.pfn,
  slot: joined({ log: at.log, ro: at.readonly, bit3: at.bit3 }),
  mte: at.mte,
  acc: at.acc,
})

/** The scenario that asks KVM with these inputs. They have to be of this space. */
export const scenarioOf = (at: KvmInputs): Scenario => ({ ...defaults, ...settingsOf(at) })

/** In how many settings that scenario differs from the default. */
export function distanceOf(at: KvmInputs): number {
  const settings = settingsOf(at)
  const keys = Object.keys(settings) as (keyof Varied)[]
  return keys.filter((key) => settings[key] !== defaults[key]).length
}
