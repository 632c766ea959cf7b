import * as fc from 'fast-check'
import { presets } from '../../../src/content/presets.ts'
import { resolve } from '../../../src/explain/resolve.ts'
import { emptyAddress, writeAddress, type Address } from '../../../src/scenario/address.ts'
import { nothingBesides } from '../../../src/scenario/besides.ts'
import { defaults } from '../../../src/scenario/scenario.ts'
import { everySetting, type Scenario, type SettingKey } from '../../../src/scenario/schema.ts'
import { kvmScenario, ownOf, valueOf } from '../../scenario/arbitrary.ts'
import { comparable, isTold, type Piece } from './pieces.ts'
import { surfaces, type SurfaceId } from './surfaces.ts'

/** Stories that are looked at; more find rarer words, at a few of them a second. */
const tried = 300

const counting = everySetting.filter(({ group }) => group !== 'about')

/** The default scenario, or RAM, or stage 2 by hand, with a few settings changed. */
const fewChanges: fc.Arbitrary<Scenario> = fc
  .tuple(
    fc.constantFrom<Partial<Scenario>>({}, { vma: 'none', pfn: 'map-memory' }, { s2: 'hand' }),
    fc.uniqueArray(fc.constantFrom(...counting), { maxLength: 5, selector: ({ key }) => key }),
  )
  .chain(([base, settings]) =>
    fc
      .record(Object.fromEntries(settings.map((setting) => [setting.key, valueOf(setting)])))
      .map((values) => ({ ...defaults, ...base, ...values }) as unknown as Scenario),
  )

const scenario = fc.oneof(fewChanges, kvmScenario)

const anyAddress: fc.Arbitrary<Address> = fc
  .record({ scenario, other: fc.option(scenario), own: fc.option(ownOf(5)) })
  .map(({ scenario: of, other, own }) => ({
    ...emptyAddress,
    scenario: of,
    besides: { ...nothingBesides, other, own },
  }))

const ids = Object.keys(surfaces) as SurfaceId[]

function tells(id: SurfaceId, address: Address, piece: Piece): boolean {
  const outcome = resolve(address.scenario)
  return isTold(piece, comparable(surfaces[id]({ address, outcome }).join('\n')))
}

const withSetting = (address: Address, key: SettingKey): Address => ({
  ...address,
  scenario: { ...address.scenario, [key]: defaults[key] },
})

/** The same with as many settings at their defaults as the part still tells it with. */
function smallest(id: SurfaceId, found: Address, piece: Piece): Address {
  const bare = { ...found, besides: nothingBesides }
  const start = tells(id, bare, piece) ? bare : found
  return everySetting.reduce((now, { key }) => {
    const next = withSetting(now, key)
    return tells(id, next, piece) ? next : now
  }, start)
}

/** Looks for a story that says a piece, and gives its place in `stories.ts`; null where none is found. */
export function storyOf(piece: Piece): string | null {
  for (const address of fc.sample(anyAddress, tried))
    for (const id of ids)
      if (id !== 'flips' && tells(id, address, piece))
        return `${id}: '${writeAddress(smallest(id, address, piece), presets).replace('#/explore?v=2&', '')}'`
  return null
}
