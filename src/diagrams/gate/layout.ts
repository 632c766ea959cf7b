import { citations } from '../../cite/citations.ts'
import { stage2On } from '../../arch/inputs.ts'
import type { Decision, Property } from '../../arch/rule.ts'
import type { Answer } from '../../explain/answer.ts'
import { properties } from '../../explain/answer.ts'
import type { AccessAnswer } from '../../explain/access.ts'
import { fill, plain } from '../../explain/sentence.ts'
import { bin } from '../../explain/words.ts'
import { group, line, rect, text, wrap, type Mark, type Picture } from '../marks.ts'
import { leading, narrow, wide, type Geometry } from './geometry.ts'
import { cellHeight, layoutHeader, layoutResult } from './header.ts'
import { layoutProperty } from './property.ts'
import { layoutTypes, typesHeight } from './types.ts'

export { narrow, wide }

interface Line {
  readonly words: string
  readonly as: 'says' | 'because' | 'cite'
}

/** The pseudocode function of a decision, where its rule names one. */
function functionOf({ rule }: Decision): readonly string[] {
  const found = rule.cite.map((id) => citations[id]).find((cite) => 'pseudocode' in cite)
  return found && 'pseudocode' in found ? [found.pseudocode] : []
}

/** Who decided, why, and for the type in which function: lines of text, a pair for each field if they differ. */
function explained(access: AccessAnswer, { decided, property }: Answer, g: Geometry): readonly Line[] {
  if (access.attributes.fault && property !== 'type') return []
  const lines = decided.flatMap((d): Line[] => {
    const field = decided.length > 1 && d.field ? `${d.field}: ` : ''
    const because = plain(fill(d.because, access.scenario))
    return [
      ...wrap(`${field}${d.rule.says}`, g.decided.columns - (g.names === 'left' ? 5 : 8)).map(
        (words): Line => ({ words, as: 'says' }),
      ),
      ...wrap(because, g.decided.columns).map((words): Line => ({ words, as: 'because' })),
    ]
  })
  const functions = property === 'type' ? [...new Set(decided.flatMap(functionOf))] : []
  return [...lines, ...functions.map((words): Line => ({ words, as: 'cite' }))]
}

const heightOf = (lines: readonly Line[]) => lines.length * leading

const decidedBy = (lines: readonly Line[], x: number, y: number): readonly Mark[] =>
  lines.map(({ words, as }, n) => text(x, y + (n + 1) * leading - 4, words, as))

interface Row {
  readonly marks: readonly Mark[]
  readonly height: number
}

/** One row of the diagram and its explanation; `flowHeight` is what the lines need. */
function row(access: AccessAnswer, property: Property, g: Geometry): Row {
  const answer = access.answers[property]
  const why = explained(access, answer, g)
  const isType = answer.property === 'type'
  const named = g.names === 'above' ? 20 : 0
  const flowHeight = isType ? typesHeight + 12 : 46
  const beside = g.decided.place === 'beside'
  const height = beside ? Math.max(flowHeight, heightOf(why) + 14) : flowHeight + named
  const y = named + (isType ? 6 : (height - named) / 2)
  const body = isType
    ? layoutTypes(access, g, named + 6)
    : layoutProperty(access, answer, g, named, y, height - named)
  const whyTop = beside ? (isType ? 6 : (height - heightOf(why)) / 2) : height + 6
  // On a phone the explanations stand between the rows, so each row has its own piece of the gate.
  const band = { x: g.gate[0], y: named, width: g.gate[1] - g.gate[0], height: flowHeight }
  const piece = beside ? [] : [rect(band, stage2On(access.inputs) ? 'gate' : 'gate off', { rx: 4 })]
  return {
    marks: [body, ...piece, ...names(access, answer, g, y), ...decidedBy(why, g.decided.x, whyTop)],
    height: height + (beside ? 0 : heightOf(why) + 18),
  }
}

/** The row's name, and for shareability the field of the leaf that stage 1 read. */
function names(
  { scenario, attributes }: AccessAnswer,
  { property, label }: Answer,
  g: Geometry,
  y: number,
): readonly Mark[] {
  if (g.names === 'above') return [text(0, 15, label, 'label strong')]
  const lines = property === 'type' ? ['Memory type,', 'cacheability'] : [label]
  const raw = property === 'shareability' && scenario.m && !scenario.dc && attributes.s1
  const leaf = raw ? [text(0, y + 16, `SH ${bin(scenario.sh, 2)}`, 'small mono')] : []
  return [
    ...lines.map((words, n) => text(0, (property === 'type' ? y + 15 : y + 4) + n * 16, words, 'label')),
    ...leaf,
  ]
}

/**
 * The gate: the properties that stage 1 asks for pass through stage 2, a row each, and come out as they are,
 * replaced, or combined. Natural size in CSS px; `geometry` is `wide` or `narrow`.
 */
export function layoutGate(access: AccessAnswer, geometry: Geometry): Picture {
  const g = geometry
  const above = g.names === 'above'
  const header = 40 + cellHeight
  const resultY = above ? header + 14 : 38
  const { marks: result, height } = layoutResult(access, g, resultY)
  const first = above ? header + 24 + height : Math.max(header + 16, resultY + height + 8)
  const marks: Mark[] = []
  let y = first
  for (const property of properties) {
    if (y > first) marks.push(line(0, y, g.width, y, 'separator'))
    const { marks: drawn, height: tall } = row(access, property, g)
    marks.push(group(drawn, { down: y }))
    y += tall
  }
  const gate = { x: g.gate[0], y: first - 4, width: g.gate[1] - g.gate[0], height: y - first + 4 }
  const off = !stage2On(access.inputs)
  return {
    width: g.width,
    height: y + 2,
    title: 'From stage 1 through stage 2 to the result',
    marks: [
      ...(above || off ? [] : [rect(gate, 'gate-wash', { rx: 4 })]),

      ...layoutHeader(access, g),
      group(result),
      ...marks,
      // The outline stands over the rows, so that a lit one does not cover it.
      ...(above ? [] : [rect(gate, off ? 'gate off' : 'gate', { rx: 4 })]),
    ],
  }
}
