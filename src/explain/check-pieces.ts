import type { Check } from '../kvm/check.ts'
import type { Operand } from '../kvm/trace.ts'
import { controlOf } from '../scenario/kvm-ids.ts'

/** A run of a line's text: C source, plain words, or what ends a path. */
export interface TextPiece {
  readonly kind: 'text'
  readonly text: string
  readonly as: 'code' | 'words' | 'strong'
}

/** An operand with its own value, also under a `!`; null where it was not asked. `ids` are its controls. */
export interface OperandPiece {
  readonly kind: 'operand'
  readonly name: string
  readonly value: boolean | null
  readonly ids: readonly string[]
}

export type Piece = TextPiece | OperandPiece

const written = (text: string, as: TextPiece['as']): TextPiece => ({ kind: 'text', text, as })

/** The controls that an operand comes from, each once. */
export const idsOf = ({ reads }: Operand): readonly string[] => [
  ...new Set(reads.map((input) => controlOf[input])),
]

/** A condition as C text and operands. */
export function conditionPieces(test: string, operands: readonly Operand[]): readonly Piece[] {
  return test
    .split(/(\{[^}]+\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{') ? operandPiece(part.slice(1, -1), operands) : written(part, 'code')))
}

function operandPiece(name: string, operands: readonly Operand[]): OperandPiece {
  const asked = operands.find((operand) => operand.name === name)
  return { kind: 'operand', name, value: asked?.value ?? null, ids: asked ? idsOf(asked) : [] }
}

/** Calls that walk a range: the row is the head of a loop, and what is in it stands for each turn. */
const loops: Readonly<Record<string, string>> = { '{find_vma_intersection()}': 'for each VMA in the range ' }

/** Whether the row is the head of a loop. */
export const isLoop = ({ test, inner }: Check) => inner !== undefined && test in loops

/** What a row shows: its condition; what it sets, and on what condition; or what it does, where it always does. */
export function piecesOf(check: Check, operands: readonly Operand[]): readonly Piece[] {
  const condition = conditionPieces(check.test, operands)
  if (check.test === '') return saysPieces(check)
  if (check.sets) return [...saysPieces(check), written(' if ', 'code'), ...condition]
  return isLoop(check) ? [written(loops[check.test] ?? '', 'words'), ...condition] : condition
}

const looksLikeCode = /\(\)|=|_/

/** `return 0: the memslot exists` and `io_mem_abort(): the VMM ...` start with what can be greped. */
function saysPieces({ says, exit }: Check): readonly Piece[] {
  const [head = '', ...rest] = says.split(': ')
  const ends = exit?.kind === 'accept' || exit?.kind === 'map'
  const isCode = looksLikeCode.test(head)
  const as = ends ? 'strong' : isCode ? 'code' : 'words'
  if (rest.length === 0) return [written(says, as)]
  return as === 'words' ? [written(says, as)] : [written(`${head} `, as), written(rest.join(': '), 'words')]
}

/** Pieces as one line of text, values in brackets: `VM_PFNMAP[1] && !FWB[0]`. */
export const textOf = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) => {
      if (piece.kind === 'text') return piece.text
      return piece.value === null ? piece.name : `${piece.name}[${piece.value ? 1 : 0}]`
    })
    .join('')
    .trim()
