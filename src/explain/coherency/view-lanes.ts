import type { Attribute } from '../../coherency/script.ts'
import type { TypeCode } from '../words.ts'
import type { Alias, AliasId, Aliases } from './aliases.ts'
import { attributeName } from './attribute.ts'
import { aliasOfStep, attributeOfStep, laneOfStep, wayOfStep, type LaneId } from './lanes.ts'
import type { StepTold } from './run-words.ts'
import type { DiscState, LaneView } from './view.ts'

const ids: readonly AliasId[] = ['vmm', 'guest', 'linear']

/** Where a place in a run stands to the one that is shown. */
export const stateAt = (place: number, now: number): DiscState =>
  place === now ? 'now' : place < now ? 'done' : 'to-come'

const codeName = (code: TypeCode) =>
  code === 'WB' || code === 'WT' || code === 'NC' ? attributeName[code] : `Device-${code}`

/** What an alias accesses a line as: by its own type, or where a script says otherwise by the attribute alone. */
function accessesAs({ codes, counts }: Alias, attribute: Attribute): Pick<LaneView, 'type' | 'codes'> {
  if (!counts.includes(attribute))
    return { type: attributeName[attribute], codes: [attributeCode(attribute)] }
  const [first, second] = codes
  const type = second ? `outer ${first}, inner ${second}` : codeName(first ?? attributeCode(attribute))
  return { type, codes }
}

const attributeCode = (attribute: Attribute): TypeCode => (attribute === 'Device' ? 'nGnRE' : attribute)

/** Whether a value goes up a lane in a step: to a party, or from memory into the cache. */
const goesUp = (step: StepTold, lane: LaneId) =>
  lane === 'fill' || (lane !== 'write-back' && step.read !== null)

interface Use {
  readonly step: StepTold
  readonly number: number
  readonly state: DiscState
}

/** Of a lane the use that counts for its looks: the present one, or the last one before, or the first to come. */
function shownUses(uses: readonly Use[]): readonly Use[] {
  const now = uses.filter(({ state }) => state === 'now')
  if (now.length > 0) return now
  const done = uses.filter(({ state }) => state === 'done')
  return done.length > 0 ? done : uses
}

const firstOf: readonly DiscState[] = ['now', 'done', 'to-come']

/** When a value goes one way of a lane. */
const headOf = (uses: readonly Use[], id: LaneId, up: boolean): DiscState | null => {
  const states = uses.filter(({ step }) => goesUp(step, id) === up).map(({ state }) => state)
  return firstOf.find((one) => states.includes(one)) ?? null
}

/** What a step does to the line between cache and memory on its way. */
function passingWords({ rule }: StepTold, id: LaneId): string {
  if (id !== 'fill') return 'WT write,'
  return rule?.id === 'coherency-read-allocate' ? 'filled in' : 'no copy,'
}

/** The step that is told where a lane is taken by others than those whose discs stand on it. */
function passingOn(uses: readonly Use[], id: LaneId): LaneView['passing'] {
  if (id !== 'fill' && id !== 'write-back') return null
  const shown = shownUses(uses.filter(({ step }) => laneOfStep(step) !== id && wayOfStep(step).includes(id)))
  const use = shown[0]?.state === 'to-come' ? shown[0] : shown.at(-1)
  if (!use) return null
  const { number, state, step } = use
  return { number, state, words: [passingWords(step, id), `step ${number}`] }
}

function laneView(id: LaneId, uses: readonly Use[], aliases: Aliases): LaneView {
  const shown = shownUses(uses)
  const one = shown[0]?.state === 'to-come' ? shown[0] : shown.at(-1)
  const party = ids.find((alias) => id.startsWith(`${alias}-`)) ?? null
  const attribute = party && one && aliasOfStep(one.step) === party ? attributeOfStep(one.step) : null
  return {
    id,
    party,
    attribute,
    ...(party && attribute ? accessesAs(aliases[party], attribute) : { type: '', codes: [] }),
    state: one?.state ?? 'unused',
    up: headOf(uses, id, true),
    down: headOf(uses, id, false),
    passing: passingOn(uses, id),
  }
}

/** The lane of a mapping by which nobody accesses the line in this run: it could. */
function unusedLane(alias: Alias): readonly LaneView[] {
  const [attribute] = alias.counts
  if (attribute === undefined || alias.id === 'linear') return []
  const id: LaneId = `${alias.id}-${attribute === 'WB' || attribute === 'WT' ? 'cache' : 'around'}`
  const as = accessesAs(alias, attribute)
  return [{ id, party: alias.id, attribute, ...as, ...unused }]
}

const unused = { state: 'unused', up: null, down: null, passing: null } as const

/** The way around a cache that answers: the access should go there. */
function missedLane({ id, party, attribute, type, codes }: LaneView): readonly LaneView[] {
  if (!party || party === 'linear' || !id.endsWith('-hit')) return []
  return [{ id: `${party}-around`, party, attribute, type, codes, ...unused }]
}

const between = ['write-back', 'fill', 'drop'] as const
const order: readonly LaneId[] = [
  ...ids.flatMap((id): readonly LaneId[] => [`${id}-cache`, `${id}-around`, `${id}-hit`]),
  ...between,
]

/** The lanes of a run, whichever of its steps is shown: those that it takes, and where a dirty copy could go. */
export function lanesOf(steps: readonly StepTold[], aliases: Aliases, now: number): readonly LaneView[] {
  const used = order.flatMap((id) => {
    const isOn = (step: StepTold) => laneOfStep(step) === id || wayOfStep(step).includes(id)
    const on = steps.flatMap((step, place) =>
      isOn(step) ? [{ step, number: place, state: stateAt(place, now) }] : [],
    )
    // A step whose disc stands there may move nothing along it, as where an access that should go around the cache meets a copy.
    const moving = on.filter(({ step, state }) => state !== 'now' || wayOfStep(step).includes(id))
    return on.length === 0 ? [] : [laneView(id, moving.length > 0 ? moving : on.map(idle), aliases)]
  })
  const missed = used.flatMap(missedLane).filter(({ id }) => !used.some((one) => one.id === id))
  const idleLanes = ids.flatMap((id) =>
    used.some(({ party }) => party === id) ? [] : unusedLane(aliases[id]),
  )
  const mayGoOut =
    steps.some(({ state }) => state.cache?.state === 'dirty') && !used.some(({ id }) => id === 'write-back')
  return [...used, ...missed, ...idleLanes, ...(mayGoOut ? [laneView('write-back', [], aliases)] : [])]
}

/** A use that moves nothing: the lane is drawn as one to come. */
const idle = (use: Use): Use => ({ ...use, state: 'to-come' })
