import type { Plan } from '../coherency/plans.ts'
import {
  maxSteps,
  type Attribute,
  type Options,
  type Script,
  type State,
  type Step,
} from '../coherency/script.ts'
import type { Mix, Situation } from '../coherency/situation.ts'
import { situationNamed, situations } from '../coherency/situations.ts'
import { jsonLines, type JsonLine } from './json-lines.ts'
import { Unreadable } from './unreadable.ts'
import type { Answer, Vector } from './vector.ts'

/** What a row about one line asks: a situation with a mix of attributes, or any script. */
export type CoherencyInputs =
  | { readonly kind: 'situation'; readonly situation: Situation; readonly mix: Mix }
  | { readonly kind: 'script'; readonly script: Script; readonly start: State; readonly options: Options }

/** A whole file of coherency outcomes. */
export interface CoherencyFile {
  readonly kind: 'coherency-outcomes'
  readonly rows: readonly Vector<CoherencyInputs>[]
}

/** Attributes by the words of the file. */
const attributes = { WB: 'WB', WT: 'WT', NC: 'NC', Dev: 'Device' } as const satisfies Record<
  string,
  Attribute
>
const attributeWords = Object.keys(attributes) as (keyof typeof attributes)[]
const mostRows = 1_000_000

/** Reads what may be read from one line, row by row. @throws Unreadable naming line, field and reason */
export function readCoherency(text: string): CoherencyFile {
  const [header, ...lines] = jsonLines(text)
  const rows = lines.map(({ text: row, object }): Vector<CoherencyInputs> => {
    const { inputs, expected } =
      object.word('kind', ['situation', 'script']) === 'situation' ? situationOf(object) : scriptOf(object)
    return { line: object.line, text: row, inputs, expected }
  })
  const said = header?.object.number('rows', mostRows)
  if (said !== rows.length) throw new Unreadable(`the header says ${said} rows, and ${rows.length} follow`, 1)
  return { kind: 'coherency-outcomes', rows }
}

type Asked = Pick<Vector<CoherencyInputs>, 'inputs' | 'expected'>

function situationOf(row: JsonLine): Asked {
  const situation = situationNamed(
    row.word(
      'name',
      situations.map(({ id }) => id),
    ),
  )
  const mix: Mix = {
    host: attributeOf(row, 'host'),
    guest: attributeOf(row, 'guest'),
    maintains: row.flag('kvm_cmo'),
    linearAlias: row.flag('linear_alias'),
    hits: row.flag('hits'),
  }
  const script = stepsOf(row)
  const expected: Answer = {
    memory: row.text('memory'),
    script: scriptText(script),
    fill: row.number('fill', 1),
    outcomes: listsText(row.textLists('outcomes')),
    good: listsText(row.textLists('good')),
    plans: plansText(row.isNull('plans') ? null : plansOf(row, script)),
  }
  return { inputs: { kind: 'situation', situation, mix }, expected }
}

function scriptOf(row: JsonLine): Asked {
  const start = { memory: row.text('memory'), cache: copyOf(row) }
  const options = { fill: row.flag('fill'), hits: row.flag('hits') }
  return {
    inputs: { kind: 'script', script: stepsOf(row), start, options },
    expected: { outcomes: listsText(row.textLists('outcomes')) },
  }
}

const attributeOf = (row: JsonLine, name: string): Attribute => attributes[row.word(name, attributeWords)]

function copyOf(row: JsonLine): State['cache'] {
  const wants = 'null, or a pair of clean or dirty with a value'
  const pair = row.textPair('cache', wants)
  if (pair === null) return null
  const [state, value] = pair
  if (state === 'clean' || state === 'dirty') return { state, value }
  throw row.wrong('cache', wants)
}

function stepsOf(row: JsonLine): Script {
  const steps = row.objects('script')
  if (steps.length > maxSteps)
    throw new Unreadable(`script has ${steps.length} steps, more than ${maxSteps}`, row.line)
  return steps.map(stepOf)
}

function stepOf(step: JsonLine): Step {
  const by = step.text('by')
  const what = step.word('do', ['read', 'write', 'clean', 'cleaninv'])
  if (what === 'read') return { by, do: what, attr: attributeOf(step, 'attr') }
  if (what === 'write') return { by, do: what, attr: attributeOf(step, 'attr'), value: step.text('value') }
  return { by, do: what }
}

function plansOf(row: JsonLine, script: Script): readonly Plan[] {
  return row.objectLists('plans').map((plan) =>
    plan.map((repair) => ({
      op: repair.number('op', script.length - 1),
      where: repair.word('where', ['before', 'after']),
      do: repair.word('do', ['clean', 'cleaninv']),
    })),
  )
}

/** Steps as one text, to be compared. */
export const scriptText = (script: Script) =>
  script
    .map((step) =>
      [step.by, step.do, 'attr' in step && step.attr, 'value' in step && step.value]
        .filter(Boolean)
        .join(' '),
    )
    .join(', ')

/** Sequences of values as one text, in an order of their own. */
export const listsText = (lists: readonly (readonly string[])[]) =>
  setText(lists.map((list) => JSON.stringify(list)))

/** Plans as one text, in an order of their own, and so are the parts of each. */
export function plansText(plans: readonly Plan[] | null): string {
  if (plans === null) return 'none'
  return setText(plans.map((plan) => setText(plan.map((one) => `${one.do} ${one.where} ${one.op}`))))
}

const setText = (members: readonly string[]) => `[${members.toSorted().join(',')}]`
