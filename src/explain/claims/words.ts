import { situationNamed } from '../../coherency/situations.ts'
import type { Errno } from '../../kvm/exit.ts'
import type {
  Expectation,
  LineSafety,
  LineSituation,
  Looked,
  MemoryType,
} from '../../scenario/expectation.ts'
import { dcacheWords, icacheWords } from '../kvm/maintenance-words.ts'
import { stage2TypeName } from '../kvm/leaf-words.ts'
import { bin, cacheabilityName, hex64 } from '../words.ts'
import type { Observation } from './observe.ts'

/** A situation by what happens in it, and by what act 5 calls it. */
const lineName = (id: LineSituation) => `${situationNamed(id).title} (${id})`

/** What each thing that is looked at is called. */
export const lookedName: Readonly<Record<Looked, string>> = {
  memslot: 'KVM_SET_USER_MEMORY_REGION2',
  fault: 'The guest’s access',
  type: 'Stage-2 leaf',
  memattr: 'MemAttr[3:0] of the leaf',
  descriptor: 'Descriptor',
  dcache: 'KVM’s data cache maintenance',
  icache: 'KVM’s instruction cache maintenance',
  withoutAddress: 'Maintenance without a kernel address',
  hazard: 'Hazard between host and guest',
  final: 'What the guest gets',
  reachable: 'What the guest’s stage 1 can choose',
  vmmMaintains: 'Cache maintenance by the VMM',
  capability: 'Capability 243 on the VM fd',
  smaps: 'VmFlags in smaps, among others',
  leak: lineName('leak'),
  'lost-write': lineName('lost-write'),
  'guest-to-vmm': lineName('guest-to-vmm'),
  'vmm-to-guest': lineName('vmm-to-guest'),
  'dirty-civac': lineName('dirty-civac'),
  peer: 'The peer host',
}

const typeWords = (type: MemoryType): string =>
  type === 'WB' || type === 'WT' || type === 'NC' ? `Normal ${cacheabilityName[type]}` : `Device-${type}`

const errnoWords = (errno: Errno, from: string) => `-${errno} from ${from}`

const peerSays = {
  memslot: 'refuses the memslot',
  access: 'fails at the first access',
  none: 'takes the memory',
} as const

function lineWords(safety: LineSafety): string {
  if (safety === 'safe') return 'safe without maintenance by the VMM'
  if (safety === 'no repair') return 'unsafe, and no maintenance by the VMM is enough'
  return `unsafe, repaired by ${safety.join(' or ')}`
}

type Words = { readonly [L in Looked]: (value: NonNullable<Expectation[L]>) => string }

const says: Words = {
  memslot: (value) => (value === 0 ? '0, accepted' : `-${value}`),
  fault: (value) => (value === 'leaf' ? 'a leaf, and the guest goes on' : errnoWords(value, 'KVM_RUN')),
  type: (type) => stage2TypeName[type],
  memattr: (value) => bin(value, 4),
  descriptor: hex64,
  dcache: dcacheWords,
  icache: icacheWords,
  withoutAddress: (value) => (value ? 'yes, a hole' : 'no'),
  hazard: (value) => value,
  final: typeWords,
  reachable: (types) => `${types.map(typeWords).join(', ')}${types.length === 1 ? ' only' : ''}`,
  vmmMaintains: (value) => (value ? 'owed before reads and after writes' : 'none owed'),
  capability: String,
  smaps: (value) => value,
  leak: lineWords,
  'lost-write': lineWords,
  'guest-to-vmm': lineWords,
  'vmm-to-guest': lineWords,
  'dirty-civac': lineWords,
  peer: ({ fails, known }) =>
    `${peerSays[fails ?? 'none']}${fails === null ? '' : known ? ', as the capabilities tell before' : ', which no capability tells before'}`,
}

/** A value that is looked at, in words. Two values have the same words where they are the same. */
export function valueWords<L extends Looked>(looked: L, value: Observation[L]): string {
  if (value === null) return 'not reached'
  if (typeof value === 'object' && 'other' in value) return value.other
  return says[looked](value as NonNullable<Expectation[L]>)
}
