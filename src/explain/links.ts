import type { Property } from '../arch/rule.ts'
import type { SettingKey } from '../scenario/schema.ts'
import { properties, type Answer } from './answer.ts'
import { isSettingKey } from './keys.ts'

/** What can be picked: a property of the result, a field of PAR_EL1, or any setting. */
export type NodeId = Property | 'par-attr' | 'par-sh' | SettingKey

const isProperty = (id: string): id is Property => properties.some((p) => p === id)

/** The properties that a field of PAR_EL1 encodes. */
const encodes: Record<string, readonly Property[]> = {
  'par-attr': ['type', 'hints', 'tags', 'xs-attr'],
  'par-sh': ['shareability'],
}

export const isNodeId = (id: string): id is NodeId =>
  isProperty(id) || Object.hasOwn(encodes, id) || isSettingKey(id)

/** Everything that lights up with a picked element: where its value comes from and where it goes. */
export function linked(id: string, answers: Readonly<Record<Property, Answer>>): ReadonlySet<string> {
  if (isProperty(id)) return new Set([id, ...answers[id].sources, ...fieldsOf([id])])
  const encoded = Object.hasOwn(encodes, id) ? encodes[id] : undefined
  if (encoded) return new Set([id, ...encoded, ...encoded.flatMap((p) => answers[p].sources)])
  const goesTo = properties.filter((p) => answers[p].sources.some((key) => key === id))
  return new Set([id, ...goesTo, ...fieldsOf(goesTo)])
}

function fieldsOf(of: readonly Property[]): readonly string[] {
  return Object.keys(encodes).filter((field) => encodes[field]?.some((p) => of.includes(p)))
}
