import { textOf, type FunctionLine, type Piece } from '../../explain/checks.ts'
import { group, text, type Mark } from '../marks.ts'
import { atomsOf, linkAtom, type Atom } from './atoms.ts'
import { flow, lineMarks } from './flow.ts'
import { leading, pitch, type Geometry } from './geometry.ts'
import { widthOf } from './metrics.ts'
import { nodeMark } from './node.ts'
import type { Row } from './row.ts'

/** A kernel function: its name, what became of its checks, and the file where `names` says that it is another. */
export function layoutHeading(fn: FunctionLine, g: Geometry, foldId: string, names: boolean): Row {
  const where = names ? whereOf(fn, g) : ''
  const nameEnd = g.text + widthOf(fn.name, 'check-name')
  const beside = nameEnd + 12
  const right = g.width - (where === '' ? 0 : widthOf(where, 'check-where') + 12)
  const atoms = atomsOfHeading(fn)
  const [first, ...more] = atoms.length === 0 ? [] : flow(atoms, beside, right)
  const fits = first !== undefined && more.length === 0 && first.end <= right
  const below = first === undefined || fits ? [] : flow(atoms, g.text, g.width)
  const whereBelow = where !== '' && nameEnd + 12 > g.width - widthOf(where, 'check-where')
  const height = pitch + (below.length + (whereBelow ? 1 : 0)) * leading
  const marks: Mark[] = [
    ...nodeOf(fn, g),
    text(g.text, pitch / 2 + 4, fn.name, 'check-function'),
    ...(fits ? lineMarks(first, pitch / 2) : []),
    ...below.flatMap((line, at) => lineMarks(line, pitch / 2 + (at + 1) * leading)),
    ...(where === ''
      ? []
      : [text(g.width, whereBelow ? height - leading / 2 + 4 : pitch / 2 + 4, where, 'check-where', 'end')]),
  ]
  const end = fits && where === '' ? first.end : g.width
  const node = fn.state === 'folded' ? ({ y: pitch / 2, depth: 0, state: 'folded' } as const) : null
  return { mark: nodeGroup(fn, marks, { g, height, foldId }), height, end, node }
}

interface Fold {
  readonly g: Geometry
  readonly height: number
  readonly foldId: string
}

/** A heading that folds rows, or shows them, is a button. */
function nodeGroup(fn: FunctionLine, marks: readonly Mark[], { g, height, foldId }: Fold) {
  const faint = fn.state === 'not-reached' || fn.state === 'not-called' ? 'not-reached' : ''
  if (!fn.toggle) return group(marks, faint === '' ? {} : { as: faint })
  const label = [fn.name, textOf(wordsOf(fn)), toggles[fn.toggle]].filter((words) => words !== '').join(', ')
  return group(marks, {
    id: foldId,
    label,
    box: { x: 0, y: 0, width: g.width, height },
    act: 'pick',
    as: `node ${faint}`.trim(),
  })
}

const toggles = { show: 'show', hide: 'hide what was passed over' } as const

const wordsOf = ({ says, when }: FunctionLine): readonly Piece[] =>
  says === '' ? [] : [{ kind: 'text', text: `${says} `, as: 'words' }, ...when]

const atomsOfHeading = (fn: FunctionLine): readonly Atom[] => [
  ...atomsOf(wordsOf(fn)),
  ...(fn.toggle ? [linkAtom(toggles[fn.toggle])] : []),
]

function whereOf({ file, version }: FunctionLine, { folders }: Geometry): string {
  const name = folders ? file : file.slice(file.lastIndexOf('/') + 1)
  return name === '' ? '' : `${name}, ${version}`
}

function nodeOf({ state }: FunctionLine, { spine }: Geometry): readonly Mark[] {
  if (state === 'folded') return [nodeMark(spine, pitch / 2, 'folded')]
  return state === 'not-reached' ? [nodeMark(spine, pitch / 2, 'not-reached')] : []
}
