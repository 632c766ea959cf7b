import { besidesFields, otherKey, sameField, type Besides } from '../besides.ts'
import { quote, type Field } from '../decoded.ts'
import { baseScenario, findPreset, type Preset } from '../preset.ts'
import { differences, scenarioFrom } from '../scenario.ts'
import type { Scenario } from '../schema.ts'
import type { Setting } from '../setting.ts'
import { nearest } from '../spelling.ts'
import { initialOpen, openField, pickField } from '../view.ts'
import { emptyAddress, longestAddress, type Address } from './address.ts'
import { drop, type Dropped, type Used } from './dropped.ts'
import { readField } from './field.ts'
import { migrations, type Migration } from './migrations.ts'
import { readParams, splitFragment, type Param } from './param.ts'
import { readPath } from './path.ts'
import { dropUnknowns, keptPairs } from './unknown.ts'
import { readVersion } from './version.ts'

/**
 * Reads an address, for example `#/explore?v=1&fwb=0&mair=0x44`. It never throws: what cannot be read costs
 * only itself and is reported in `dropped`, with what counts instead.
 *
 *     fragment -> path, pairs -> percent-decoded -> brought up to date -> preset -> settings, view state
 *
 * Every pair takes effect, or is given again and equal, or is kept in `unknown`, or stands in `dropped`.
 */
export function parseAddress(
  fragment: string,
  presets: readonly Preset[],
  steps: readonly Migration[] = migrations,
): Address {
  if (fragment.length > longestAddress) return { ...emptyAddress, dropped: [dropAll(fragment)] }
  const { path, query } = splitFragment(fragment)
  const { view, drops } = readPath(path)
  const version = readVersion(readParams(query), steps)
  const reader = new Reader(version.params)
  const preset = findPreset(presets, reader.optional(presetField(presets)))
  const pick = reader.optional(pickField)
  const scenario = readScenario(reader, preset)
  const open = reader.required(openField, initialOpen, 'default')
  const besides = readBesides(reader, scenario)
  const dropped = [...drops, ...version.drops, ...reader.dropped, ...dropUnknowns(version.params)]
  return {
    view,
    scenario,
    preset: preset?.id ?? null,
    pick,
    open,
    besides,
    unknown: keptPairs(version.params),
    dropped: dropped.sort((a, b) => a.at - b.at),
  }
}

/** Takes fields out of an address, one after the other, and collects what did not take effect. */
class Reader {
  readonly dropped: Dropped[] = []
  readonly #params: readonly Param[]

  constructor(params: readonly Param[]) {
    this.#params = params
  }

  /** Whether the address says anything of a second scenario. */
  get hasOther(): boolean {
    return this.#params.some(({ key }) => key.startsWith(otherPrefix))
  }

  /** The address's value, or `otherwise`, whose origin is `from`. */
  required<T>(field: Field<T>, otherwise: T, from: Used['from']): T {
    const { value, drops } = this.#read(field)
    const counts = value ?? otherwise
    const used = { value: field.encode(counts), from: value === undefined ? from : 'link' } as const
    this.dropped.push(...drops(counts === '' ? null : used))
    return counts
  }

  /** The address's value, or null. */
  optional<T>(field: Field<T>): T | null {
    const { value, drops } = this.#read(field)
    this.dropped.push(...drops(value === undefined ? null : { value: field.encode(value), from: 'link' }))
    return value ?? null
  }

  #read<T>(field: Field<T>) {
    return readField(
      field,
      this.#params.filter(({ key }) => key === field.key),
    )
  }
}

function readScenario(reader: Reader, preset: Preset | undefined) {
  const base = baseScenario(preset)
  const from = ({ key }: Setting) => (preset && Object.hasOwn(preset.settings, key) ? 'preset' : 'default')
  return scenarioFrom((setting) => reader.required(setting, base[setting.key], from(setting)))
}

const otherPrefix = otherKey('')

/** The second scenario is written as what differs from the first. What repeats the first is none, unless it is said to be one. */
function readBesides(reader: Reader, scenario: Scenario): Besides {
  const { than, seen, on, from, answer, situation, fix, run, own } = besidesFields
  const given = reader.hasOther
    ? scenarioFrom((setting) =>
        reader.required(
          { ...setting, key: otherKey(setting.key), name: `${setting.name} of B` },
          scenario[setting.key],
          'A',
        ),
      )
    : null
  const alike = reader.optional(sameField) ? scenario : null
  const other = given && differences(given, scenario).length > 0 ? given : alike
  return {
    than: reader.optional(than),
    seen: reader.optional(seen),
    on: reader.optional(on),
    from: reader.optional(from),
    answer: reader.optional(answer),
    situation: reader.optional(situation),
    fix: reader.optional(fix),
    run: reader.optional(run),
    own: reader.optional(own),
    other,
  }
}

const presetField = (presets: readonly Preset[]): Field<string> => ({
  key: 'p',
  name: 'The preset',
  decode: (text) => {
    const id = text.toLowerCase()
    if (findPreset(presets, id)) return { value: id }
    const ids = presets.map((preset) => preset.id)
    return { misread: { says: 'there is none of that name', meant: nearest(id, ids) } }
  },
  encode: (id) => id,
})

function dropAll(fragment: string): Dropped {
  const start = quote(fragment)
  const says = `This link has ${fragment.length} characters, and up to ${longestAddress} are read.`
  return drop({ key: '', value: start, rawKey: '', raw: start, at: 0 }, 'length', says, null)
}
