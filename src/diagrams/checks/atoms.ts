import type { Piece, TextPiece } from '../../explain/checks.ts'
import { widthOf } from './metrics.ts'

/** The smallest thing that a line is not broken within: a word of C or of a sentence, an operand with its value. */
export interface Atom {
  readonly text: string
  readonly as: string
  readonly width: number
  /** The value in its box, where it has one. */
  readonly value: boolean | null
  /** Whether a space stands before it. */
  readonly space: boolean
  /** How deep in parentheses it stands, where a new line may start with it: better at 0 than further in. */
  readonly breaks: number | null
}

/** Where a line is broken only if nothing else helps. */
export const deepest = 3

/** Width of a value's box, and its distance from the operand's name. */
export const box = { width: 13, height: 15, gap: 3 }

const classes: Readonly<Record<TextPiece['as'], string>> = {
  code: 'check-op',
  words: 'check-words',
  strong: 'check-strong',
}

/** Pieces as atoms. A condition may be broken before `&&`, `||` and `if`, words and code between words. */
export function atomsOf(pieces: readonly Piece[]): readonly Atom[] {
  let afterSpace = false
  let negated = ''
  const atoms: Atom[] = []
  let depth = 0
  const isCondition = pieces.some(({ kind }) => kind === 'operand')
  for (const piece of pieces) {
    if (piece.kind === 'operand') {
      const breaks = atoms.at(-1)?.as === 'check-words' ? 0 : null
      atoms.push(...operandAtoms(`${negated}${piece.name}`, piece.value, afterSpace, breaks))
      afterSpace = false
      continue
    }
    negated = piece.as === 'code' ? (/!$/.exec(piece.text)?.[0] ?? '') : ''
    for (const part of piece.text
      .slice(0, piece.text.length - negated.length)
      .split(/(\s+)/)
      .filter((one) => one !== '')) {
      if (part.trim() !== '') {
        const breaks = isCondition ? breaksAt(part, piece.as, depth) : 0
        atoms.push(wordAtom(part, piece.as, afterSpace, breaks))
        if (piece.as === 'code') depth += parentheses(part)
      }
      afterSpace = part.trim() === ''
    }
  }
  return atoms
}

/** A name that fills a line of a phone by itself may be broken behind its parenthesis. */
const longest = 30

function operandAtoms(
  name: string,
  value: boolean | null,
  space: boolean,
  breaks: Atom['breaks'],
): readonly Atom[] {
  const cut = name.length > longest ? name.indexOf('(') + 1 : 0
  if (cut === 0) return [operandAtom(name, value, space, breaks)]
  const head = name.slice(0, cut)
  return [
    { text: head, as: 'check-name', width: widthOf(head, 'check-name'), value: null, space, breaks },
    operandAtom(name.slice(cut), value, false, deepest),
  ]
}

function operandAtom(name: string, value: boolean | null, space: boolean, breaks: Atom['breaks']): Atom {
  const width = widthOf(name, 'check-name') + (value === null ? 0 : box.gap + box.width)
  return { text: name, as: 'check-name', width, value, space, breaks }
}

const operator = /^(&&|\|\|?|!*\(*!*|\)+|if)$/
const mayStart = /^(&&|\|\|?|if)$/

function wordAtom(text: string, piece: TextPiece['as'], space: boolean, breaks: Atom['breaks']): Atom {
  const as = piece === 'code' && !operator.test(text) ? 'check-code' : classes[piece]
  return { text, as, width: widthOf(text, as), value: null, space, breaks: space ? breaks : null }
}

/** Where a line may start within a condition: at an operator, and between words only where nothing else helps. */
function breaksAt(word: string, as: TextPiece['as'], depth: number): number | null {
  if (as === 'words') return depth + 1
  return mayStart.test(word) ? depth : null
}

const parentheses = (text: string) => text.split('(').length - text.split(')').length

/** Words that say what picking their row does. */
export const linkAtom = (text: string): Atom => ({
  text,
  as: 'check-link',
  width: widthOf(text, 'check-link'),
  value: null,
  space: true,
  breaks: 0,
})
