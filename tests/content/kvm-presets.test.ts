import { describe, expect, test } from 'vitest'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { presetGroups } from '../../src/content/presets.ts'
import { kvmAnswer } from '../../src/explain/kvm/answer.ts'
import { peerAnswer } from '../../src/explain/kvm/peer.ts'
import type { Exit } from '../../src/kvm/exit.ts'
import { maintainsWithoutAddress } from '../../src/kvm/hazards.ts'
import { slotStory } from '../../src/kvm/story.ts'
import { explainKvm } from '../../src/kvm/trace.ts'
import { policyOf, toKvm } from '../../src/scenario/kvm-inputs.ts'
import { baseScenario, type Preset } from '../../src/scenario/preset.ts'
import { toInputs } from '../../src/scenario/inputs.ts'

/** What KVM_SET_USER_MEMORY_REGION2 returns, and how the fault ends, as if the slot were there. */
type Expected = readonly [memslot: string, fault: string]

const ok = '0'
const EINVAL = '-EINVAL'
const EFAULT = 'error EFAULT'

/** Write-Back: forced and executable by DIC; forced; neither, so that KVM cleans to the Point of Coherency. */
const wbDic = (level: number) => `normal 0b0110 L${level} S2AP=3 XN=0`
const wbFwb = (level: number) => `normal 0b0110 L${level} S2AP=3 XN=2`
const wbNone = (level: number) => `normal 0b1111 L${level} S2AP=3 XN=2 clean+inval PoC`
const nc = (level: number) => `nc 0b0101 L${level} S2AP=3 XN=2`
const dev = (level: number) => `device 0b0001 L${level} S2AP=3 XN=2`

/** From the procedures of Linux: memory on a host with FWB and DIC, with FWB alone, with neither. Not from the engine. */
const onThreeHosts: Readonly<Record<string, readonly [Expected, Expected, Expected]>> = {
  'nvgrace-usemem': [
    [ok, wbDic(3)],
    [EINVAL, EFAULT],
    [EINVAL, EFAULT],
  ],
  'nvgrace-resmem': [
    [ok, nc(3)],
    [ok, nc(3)],
    [ok, nc(3)],
  ],
  'vfio-bar': [
    [ok, nc(2)],
    [ok, nc(2)],
    [ok, nc(2)],
  ],
  'vfio-platform': [
    [ok, dev(3)],
    [ok, dev(3)],
    [ok, dev(3)],
  ],
  'fsl-mc': [
    [ok, wbDic(3)],
    [EINVAL, EFAULT],
    [EINVAL, EFAULT],
  ],
  anon: [
    [ok, wbDic(3)],
    [ok, wbFwb(3)],
    [ok, wbNone(3)],
  ],
  thp: [
    [ok, wbDic(2)],
    [ok, wbFwb(2)],
    [ok, wbNone(2)],
  ],
  hugetlb: [
    [ok, wbDic(1)],
    [ok, wbFwb(1)],
    [ok, wbNone(1)],
  ],
  'dmabuf-wb': [
    [ok, wbDic(3)],
    [EINVAL, wbFwb(3)],
    [EINVAL, wbNone(3)],
  ],
  'dmabuf-wc': [
    [ok, wbDic(3)],
    [ok, wbFwb(3)],
    [ok, wbNone(3)],
  ],
  'devmem-ram': [
    [ok, wbDic(3)],
    [EINVAL, wbFwb(3)],
    [EINVAL, wbNone(3)],
  ],
  'devmem-sync': [
    [ok, wbDic(3)],
    [ok, wbFwb(3)],
    [ok, wbNone(3)],
  ],
  fsdax: [
    [ok, wbDic(3)],
    [ok, wbFwb(3)],
    [ok, wbNone(3)],
  ],
  virtiofs: [
    [ok, wbDic(3)],
    [ok, EFAULT],
    [ok, EFAULT],
  ],
  'virtiofs-ram': [
    [ok, wbDic(3)],
    [ok, wbFwb(3)],
    [ok, wbNone(3)],
  ],
  'guest-memfd': [
    [ok, wbDic(3)],
    [ok, wbFwb(3)],
    [ok, wbNone(3)],
  ],
  'swapped-in': [
    [ok, wbDic(3)],
    [ok, EFAULT],
    [ok, EFAULT],
  ],
  'swapped-dmabuf': [
    [ok, wbDic(3)],
    [ok, wbFwb(3)],
    [ok, wbNone(3)],
  ],
}

/** The other paths, and the words in which a preset says its outcome. */
const otherPaths: Readonly<Record<string, readonly [...Expected, words: string]>> = {
  'nvgrace-before': [ok, dev(3), 'maps cacheable GPU memory Device-nGnRE, MemAttr 0b0001'],
  'vfio-bar-fetch': [ok, 'guest_abort_injected ENOEXEC', 'injects a synchronous external instruction abort'],
  'readonly-write': [ok, 'mmio_exit', 'exits with KVM_EXIT_MMIO'],
  'log-pfnmap': [EINVAL, nc(3), 'refuses the memslot with -EINVAL'],
  'log-later-pfnmap': [
    EINVAL,
    wbDic(3),
    'refuses the change with -EINVAL, and the slot stays as it was, mapped Write-Back',
  ],
  'log-later-thp': [ok, wbDic(3), 'maps a page of 4 KiB in its place'],
  'log-later-thp-none': [ok, wbNone(3), 'cleans it to the Point of Coherency again'],
  'mte-bar': [EINVAL, nc(2), 'refuses the memslot with -EINVAL'],
  mmio: [ok, 'mmio_exit', 'exits with KVM_EXIT_MMIO'],
  'fetch-no-dic': [
    ok,
    'normal 0b0110 L3 S2AP=3 XN=0 inval PoU',
    'invalidates the instruction cache and makes the page executable',
  ],
  'no-vma': [ok, EFAULT, 'which KVM accepts: the guest reads there, and KVM_RUN fails with -EFAULT'],
  hwpoison: [ok, 'sigbus', 'sends SIGBUS (BUS_MCEERR_AR)'],
}

/** What the list argued about, likewise. */
const list: typeof otherPaths = {
  'v3-lock': [
    ok,
    'error EINVAL',
    'KVM_RUN fails with -EINVAL, and the posted code returns with mmap_lock held',
  ],
  'v3-dic': [ok, 'normal 0b0110 L3 S2AP=3 XN=0 inval PoU', 'invalidates the instruction cache'],
  'v6-flag': [ok, wbDic(3), 'accepts the memslot and maps it Write-Back, MemAttr 0b0110'],
  'v6-no-flag': [EINVAL, wbDic(3), 'refuses the memslot with -EINVAL'],
  'migrate-nofwb': [ok, wbDic(3), 'maps GPU memory Write-Back here'],
}

const hosts = [
  { suffix: '', fwb: true, dic: true, lacks: null },
  { suffix: '-fwb', fwb: true, dic: false, lacks: 'DIC' },
  { suffix: '-none', fwb: false, dic: false, lacks: 'FWB and DIC' },
] as const

const rows = hosts.flatMap((host, at) =>
  Object.entries(onThreeHosts).map(([kind, expected]) => ({
    ...host,
    id: kind + host.suffix,
    expected: expected[at] ?? [],
  })),
)

/** PAR_EL1.ATTR and SH of a guest's Write-Back over each type. */
const par = { normal: [0xff, 0b11], nc: [0x40, 0b10], device: [0x05, 0b10] } as const

const typeNames: Readonly<Record<string, string>> = {
  normal: 'Write-Back',
  nc: 'Non-cacheable',
  device: 'Device-nGnRE',
}

const ofKvm = presetGroups.filter(({ name }) => !name.startsWith('Stage 2 by hand')).map((one) => one.presets)
const presets: readonly Preset[] = ofKvm.flat()

function presetOf(id: string): Preset {
  const found = presets.find((preset) => preset.id === id)
  if (!found) throw new Error(`no preset ${id}`)
  return found
}

const hex = (value: number) => `0b${value.toString(2).padStart(4, '0')}`

function faultOf({ kind, errno, leaf, maintenance }: Exit): string {
  if (!leaf) return errno ? `${kind} ${errno}` : kind
  const { type, memattr, level, s2ap, xn } = leaf
  const caches = [maintenance?.dcache, maintenance?.icache].filter((one) => one !== 'none')
  return [type, hex(memattr), `L${level}`, `S2AP=${s2ap}`, `XN=${xn}`, ...caches].join(' ')
}

function answerOf(preset: Preset): Expected {
  const scenario = baseScenario(preset)
  const { memslot, fault } = slotStory(policyOf(scenario), toKvm(scenario)).outcome
  return [memslot.errno ? `-${memslot.errno}` : ok, faultOf(fault)]
}

/** The words in which a sentence has to say an expected outcome, with what the host lacks. */
function wordsFor([memslot, fault]: readonly string[], lacks: string | null): string {
  if (memslot !== ok) return `KVM refuses the memslot with ${memslot}, for want of ${lacks}.`
  if (fault === EFAULT) return `the memslot stands, and KVM_RUN fails with -EFAULT, for want of ${lacks}.`
  const [type, memattr, , , xn] = (fault ?? '').split(' ')
  const clean = fault?.includes('clean') ? 'cleans it and maps' : 'maps'
  const by =
    type === 'normal' ? (xn === 'XN=0' ? 'executable at once' : 'executable by a fetch') : 'never executable'
  return `KVM ${clean} it ${typeNames[type ?? '']}, MemAttr ${memattr}, ${by}.`
}

describe('presets of what KVM maps', () => {
  test('are those of the tables, in their order', () => {
    expect(presets.map(({ id }) => id)).toEqual([
      ...rows.map(({ id }) => id),
      ...Object.keys(otherPaths),
      ...Object.keys(list),
    ])
  })

  test.each(rows)('$id is on its host, and ends as Linux 7.3 has it', ({ id, fwb, dic, expected }) => {
    expect(baseScenario(presetOf(id))).toMatchObject({ fwb, dic, policy: 'linux-7.3' })
    expect(answerOf(presetOf(id))).toEqual(expected)
  })

  test.each(rows)('$id says how it ends', ({ id, expected, lacks }) => {
    expect(presetOf(id).says).toContain(`: ${wordsFor(expected, lacks)}`)
  })

  test.each(Object.entries({ ...otherPaths, ...list }))(
    '%s ends as Linux has it, and says so',
    (id, [memslot, fault, words]) => {
      expect(answerOf(presetOf(id))).toEqual([memslot, fault])
      expect(presetOf(id).says).toContain(words)
    },
  )

  test.each(presets)(
    '$id, where it is mapped, gives a guest that maps it Write-Back the type of stage 2',
    (preset) => {
      const [memslot, fault] = answerOf(preset)
      const type = (['normal', 'nc', 'device'] as const).find((one) => fault.startsWith(`${one} `))
      if (memslot !== ok || !type) return
      const found = translateAttributes(toInputs(baseScenario(preset)))
      expect([found.par?.attr, found.par?.sh]).toEqual(par[type])
    },
  )

  test('of logging switched on later replace a block, and leave a refused slot as it was', () => {
    const storyOf = (id: string) => {
      const scenario = baseScenario(presetOf(id))
      return slotStory(policyOf(scenario), toKvm(scenario))
    }
    for (const id of ['log-later-thp', 'log-later-thp-none'])
      expect(storyOf(id)).toMatchObject({ reached: true, access: { log: true, granule: 'other' } })
    expect(storyOf('log-later-pfnmap')).toMatchObject({ reached: true, access: { log: false } })
  })

  test('of posted code end at the check whose defect they tell', () => {
    const scenario = baseScenario(presetOf('v3-lock'))
    const { last } = explainKvm(policyOf(scenario), toKvm(scenario)).traces.fault
    expect(last.check).toMatchObject({ id: 'fault-cow-pfnmap' })
    expect(last.check.defect).toContain('mmap_lock')
    const dic = baseScenario(presetOf('v3-dic'))
    const { fault } = slotStory(policyOf(dic), toKvm(dic)).outcome
    expect(maintainsWithoutAddress(toKvm(dic), fault)).toBe(true)
  })

  test('of a migration fail on the peer as its memslot is made, which the capability tells before', () => {
    const scenario = baseScenario(presetOf('migrate-nofwb'))
    const found = peerAnswer(scenario, kvmAnswer(scenario), null)
    expect(found).toMatchObject({ fails: 'memslot', known: true })
    expect(found?.story.outcome.memslot.errno).toBe('EINVAL')
    expect(found?.capability).toEqual({
      here: { value: 1, errno: null },
      there: { value: 0, errno: null },
    })
  })

  test('put slots where a VMM can have them', () => {
    for (const preset of presets) {
      const { gpa, size, hva } = baseScenario(preset)
      expect(hva + size).toBeLessThan(2 ** 48)
      expect((gpa | size | hva) & 0xffff).toBe(0)
    }
  })
})
