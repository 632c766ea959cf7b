import * as fc from 'fast-check'
import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'
import { leanings } from './leanings.ts'

const choices: { readonly [Name in keyof KvmInputs]: readonly KvmInputs[Name][] } = {
  fwb: [false, true],
  dic: [false, true],
  lpa2: [false, true],
  page: [4, 16, 64],
  mte: [false, true],
  ipa: [32, 40, 48, 52],
  vma: ['mapped', 'mapped', 'mapped', 'none'],
  pfnmap: [false, true],
  mixedmap: [false, true],
  io: [false, true],
  anyuncached: [false, true],
  hugetlb: [false, true],
  mteallowed: [false, true],
  shared: [false, true],
  maywrite: [false, true],
  pgprot: ['normal', 'normal_tagged', 'nc', 'device_nGnRE', 'device_nGnRnE'],
  pfn: ['map-memory', 'zone-device', 'none'],
  map: ['page', 'cont-pte', 'pmd', 'cont-pmd', 'pud'],
  hpte: ['rw', 'rw', 'cow', 'ro'],
  hwpoison: [false, false, false, true],
  log: [false, true],
  readonly: [false, true],
  gmem: ['none', 'none', 'none', 'mmap', 'private'],
  bit3: [false, false, true],
  gpa: [0x80000000, 0x80001000, 0x80000800, 0xa000000000],
  size: [0x1000, 0x200000, 0x1800000000, 2 ** 44, 2 ** 49],
  hva: [0xffd000000000, 0xffd000200000, 0xffd000001000],
  overlap: [false, false, false, true],
  later: [false, true],
  swap: [false, true],
  acc: ['r', 'w', 'x'],
  addr: [0x80000000, 0x80001000, 0xa0103c5a40, 2 ** 45, 2 ** 50],
  s1ptw: [false, false, true],
  cm: [false, false, true],
  isv: [true, false],
  fsc: ['translation', 'translation', 'permission', 'access-flag', 'excl-atomic', 'other'],
  granule: ['same', 'same', 'other'],
}

/** Every value of every input, for walks. */
export const valuesOf = <Name extends keyof KvmInputs>(name: Name): readonly KvmInputs[Name][] => [
  ...new Set(choices[name]),
]

/** Names of the inputs. */
export const inputNames = Object.keys(choices) as readonly (keyof KvmInputs)[]

/** Each field is the default's half of the time, so that deep rows are reached. */
const spread: fc.Arbitrary<KvmInputs> = fc
  .record(
    Object.fromEntries(
      inputNames.map((name) => [name, fc.constantFrom(defaultKvmInputs[name], ...choices[name])]),
    ),
  )
  .map((drawn) => ({ ...defaultKvmInputs, ...drawn }))

/** Random inputs whose addresses lie at a limit, one below it or one beyond it. */
export const leaningInputs: fc.Arbitrary<KvmInputs> = fc
  .tuple(spread, fc.constantFrom(...leanings))
  .map(([at, lean]) => ({ ...at, ...lean(at) }))

/** Random inputs; a third of them lean to a limit. */
export const anyInputs: fc.Arbitrary<KvmInputs> = fc.oneof(
  { weight: 2, arbitrary: spread },
  { weight: 1, arbitrary: leaningInputs },
)

/** Takes inputs and the name of one; gives the inputs with each other value of it. */
export function varied(at: KvmInputs, name: keyof KvmInputs): readonly KvmInputs[] {
  return valuesOf(name)
    .filter((value) => value !== at[name])
    .map((value) => ({ ...at, [name]: value }))
}
