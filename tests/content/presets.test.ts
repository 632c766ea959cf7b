import { describe, expect, test } from 'vitest'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { citations } from '../../src/cite/citations.ts'
import { presetGroups, presets } from '../../src/content/presets.ts'
import { emptyAddress, parseAddress, writeAddress } from '../../src/scenario/address.ts'
import { baseScenario } from '../../src/scenario/preset.ts'
import { toInputs } from '../../src/scenario/inputs.ts'
import { defaults, differences, isByHand, isScenario } from '../../src/scenario/scenario.ts'
import { isId } from '../../src/scenario/view.ts'

/** PAR_EL1.ATTR and SH of each preset whose stage 2 is set by hand, from the architecture's rules and, for `qemu-*`, from the rows where QEMU differs. */
const answers: Readonly<Record<string, readonly [attr: number, sh: number]>> = {
  'ram-fwb': [0xff, 0b11],
  'ram-nofwb': [0xff, 0b11],
  'wb-over-nc': [0x40, 0b10],
  'wb-over-nc-nofwb': [0x40, 0b10],
  'device-s2': [0x05, 0b10],
  'device-force-wb': [0xff, 0b10],
  'mmu-off': [0xff, 0b10],
  'mmu-off-fetch': [0xee, 0b10],
  'mmu-off-nofwb': [0x00, 0b10],
  'mmu-off-fetch-nofwb': [0xaa, 0b10],
  dc: [0xff, 0b11],
  tagged: [0xf0, 0b11],
  'tagged-lost': [0x40, 0b10],
  transient: [0x33, 0b11],
  'as-stage-1': [0x44, 0b10],
  'reserved-mair': [0x00, 0b10],
  'reserved-memattr-fwb': [0x40, 0b10],
  'reserved-memattr': [0xf4, 0b11],
  'reserved-sh': [0xff, 0b10],
  'qemu-x1': [0x05, 0b10],
  'qemu-d1': [0x44, 0b10],
  'qemu-d2': [0x40, 0b10],
  'qemu-d4': [0x01, 0b10],
  'qemu-d5': [0xee, 0b11],
  'qemu-d6': [0x00, 0b10],
  'qemu-d7': [0x0c, 0b10],
  'qemu-d8': [0x33, 0b11],
  'qemu-d9': [0xff, 0b10],
  'qemu-r1': [0x00, 0b10],
  'qemu-r2': [0x08, 0b10],
  'qemu-r3': [0x40, 0b10],
  'qemu-r4': [0xf4, 0b11],
}

const hex = (byte: number) => `0x${byte.toString(16).padStart(2, '0')}`

const handMade = presets.filter((preset) => isByHand(baseScenario(preset)))

describe('presets', () => {
  test('have ids that an address can hold, each id and each name once', () => {
    for (const { id } of presets) expect(isId(id)).toBe(true)
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length)
    expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length)
  })

  test('stand in groups: what KVM maps on three hosts, other paths, the list, and stage 2 by hand', () => {
    const names = presetGroups.map(({ name }) => name)
    expect(names.slice(0, 5)).toEqual([
      'What KVM maps: FWB and DIC',
      'What KVM maps: FWB without DIC',
      'What KVM maps: no FWB',
      'Other paths',
      'What the list argued about',
    ])
    for (const { name, presets } of presetGroups)
      for (const preset of presets)
        expect(isByHand(baseScenario(preset))).toBe(name.startsWith('Stage 2 by hand: '))
  })

  test('start with the defaults', () => {
    expect(presets[0]).toMatchObject({ id: 'nvgrace-usemem', settings: {} })
    expect(defaults).toEqual(baseScenario(presets[0]))
  })

  test('that set stage 2 by hand have each an expected answer', () => {
    expect(handMade.map(({ id }) => id)).toEqual(Object.keys(answers))
  })

  test.each(handMade)('$id ends as the architecture says', ({ id, settings }) => {
    const { par, fault } = translateAttributes(toInputs({ ...defaults, ...settings }))
    expect(fault).toBe(null)
    expect([par?.attr, par?.sh]).toEqual(answers[id])
  })

  test.each(presets)('$id says a sentence and where it is from', ({ says, name, source, id }) => {
    expect(says).toMatch(/^[A-Z][ -~]*\.$/)
    expect(name).toMatch(/^[A-Z][ -~]*[^.]$/)
    const sources: readonly string[] = 'text' in source ? [source.text] : source
    expect(sources.length).toBeGreaterThan(0)
    expect('text' in source || sources.every((cited) => Object.hasOwn(citations, cited))).toBe(true)
    expect(!id.startsWith('qemu-') || says.includes(hex(answers[id]?.[0] ?? -1))).toBe(true)
  })

  test.each(presets)('$id is a valid scenario and names only what differs', ({ settings }) => {
    const scenario = { ...defaults, ...settings }
    expect(isScenario(scenario)).toBe(true)
    expect(differences(scenario, defaults).toSorted()).toEqual(Object.keys(settings).toSorted())
  })

  test.each(presets)('$id has an address', (preset) => {
    const written = writeAddress(
      { ...emptyAddress, scenario: baseScenario(preset), preset: preset.id },
      presets,
    )
    expect(written).toBe(`#/explore?v=2&p=${preset.id}`)
    expect(parseAddress(written, presets)).toMatchObject({ preset: preset.id, dropped: [] })
  })
})
