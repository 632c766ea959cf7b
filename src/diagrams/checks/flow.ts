import { path, text, type Mark } from '../marks.ts'
import { box, deepest, type Atom } from './atoms.ts'

/** An atom with its place on a line. */
interface Placed {
  readonly atom: Atom
  readonly x: number
}

/** A line of a condition and where it ends. */
export interface TextLine {
  readonly placed: readonly Placed[]
  readonly end: number
}

const mono = 7.2

/** The space before an atom. Beside a box, which has room of its own, and between words it is narrower. */
function gapBefore({ space, as }: Atom, before: Atom | undefined): number {
  if (!before) return 0
  if (before.value !== null) return space ? 7 : 2.5
  if (!space) return 0
  return as === 'check-words' ? (before.as === 'check-strong' ? 9 : 4.5) : mono
}

/** Breaks atoms into lines between `left` and `right`, only where they allow it, and as far out of parentheses as can be. */
export function flow(atoms: readonly Atom[], left: number, right: number): readonly TextLine[] {
  const lines: TextLine[] = []
  let line: Placed[] = []
  let end = left
  for (const run of runsOf(atoms, right - left, 0)) {
    const last = line.at(-1)?.atom
    if (last && end + widthOfRun(run, last) > right) {
      lines.push({ placed: line, end })
      line = []
      end = left
    }
    for (const atom of run) {
      const x = end + gapBefore(atom, line.at(-1)?.atom)
      line.push({ atom, x })
      end = x + atom.width
    }
  }
  return [...lines, { placed: line, end }]
}

/** Atoms that stay together: parted at `depth`, and deeper those that are wider than a line. */
function runsOf(atoms: readonly Atom[], room: number, depth: number): readonly (readonly Atom[])[] {
  const runs: Atom[][] = []
  for (const atom of atoms) {
    const last = runs.at(-1)
    if (last && (atom.breaks === null || atom.breaks > depth)) last.push(atom)
    else runs.push([atom])
  }
  if (depth >= deepest) return runs
  return runs.flatMap((run) => (widthOfRun(run, undefined) > room ? runsOf(run, room, depth + 1) : [run]))
}

const widthOfRun = (run: readonly Atom[], before: Atom | undefined) =>
  run.reduce((sum, atom, at) => sum + gapBefore(atom, at === 0 ? before : run[at - 1]) + atom.width, 0)

/** The marks of a line whose middle is at `y`: a text for each run of one class, a path for the boxes of each value. */
export function lineMarks({ placed }: TextLine, y: number): readonly Mark[] {
  return [...textMarks(placed, y), ...boxMarks(placed, y, true), ...boxMarks(placed, y, false)]
}

function textMarks(placed: readonly Placed[], y: number): readonly Mark[] {
  const runs: { x: number; as: string; words: string; last: Atom }[] = []
  for (const { atom, x } of placed) {
    const run = runs.at(-1)
    if (run && run.as === atom.as && run.last.value === null) {
      run.words += `${atom.space ? ' ' : ''}${atom.text}`
      run.last = atom
    } else runs.push({ x, as: atom.as, words: atom.text, last: atom })
  }
  return runs.map(({ x, as, words }) => text(x, y + 4, words, as))
}

function boxMarks(placed: readonly Placed[], y: number, value: boolean): readonly Mark[] {
  const boxes = placed.filter(({ atom }) => atom.value === value)
  if (boxes.length === 0) return []
  const lefts = boxes.map(({ atom, x }) => x + atom.width - box.width)
  return valueBoxes(lefts, y, value)
}

/** Boxes with one value, their left edges at `lefts` and their middle at `y`. */
export function valueBoxes(lefts: readonly number[], y: number, value: boolean): readonly Mark[] {
  const digit = value ? '1' : '0'
  return [
    path(lefts.map((x) => outline(x, y)).join(''), `check-box value-${digit}`),
    ...lefts.map((x) => text(x + box.width / 2, y + 4, digit, `check-digit value-${digit}`, 'middle')),
  ]
}

const round = (n: number) => Math.round(n * 100) / 100

/** A box with round corners, `y` in its middle. */
function outline(x: number, y: number): string {
  const [w, h] = [box.width - 4, box.height - 4]
  const arc = (dx: number, dy: number) => `a2,2 0 0 1 ${dx},${dy}`
  const start = `M${round(x + 2)},${round(y - box.height / 2)}`
  return `${start}h${w}${arc(2, 2)}v${h}${arc(-2, 2)}h${-w}${arc(-2, -2)}v${-h}${arc(2, -2)}z`
}
