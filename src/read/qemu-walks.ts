import { atInstructions } from '../arch/walk/par-word.ts'
import { readOf } from '../arch/walk/access.ts'
import { noRegisters } from '../arch/walk/registers.ts'
import { defaultPe, type WalkPe } from '../arch/walk/pe.ts'
import { toWord } from '../arch/walk/word.ts'
import { jsonLines, type JsonLine } from './json-lines.ts'
import { qemuInputs } from './qemu-vectors.ts'
import { Unreadable } from './unreadable.ts'
import { type WalkFile, type WalkInputs } from './walk-vector.ts'

/** The PE that QEMU 11.1.3 models, and its choices where the architecture leaves the walk one. */
export const qemuPe: WalkPe = {
  ...defaultPe,
  txszabove: 'fault',
  txszbelow: 'fault',
  contig: 'ignored',
  nt: 'ignore',
}

function inputsOf(row: JsonLine): WalkInputs {
  const instruction = row.word('op', atInstructions)
  const va = toWord(row.hex('va'))
  return {
    pe: qemuPe,
    attributePe: qemuInputs,
    registers: {
      ...noRegisters,
      sctlr: row.register('sctlr'),
      tcr: row.register('tcr'),
      ttbr0: row.register('ttbr0'),
      ttbr1: row.register('ttbr1'),
      mair: row.register('mair'),
      hcr: row.register('hcr'),
      vtcr: row.register('vtcr'),
      vttbr: row.register('vttbr'),
    },
    memory: row.memory('mem'),
    access: { ...readOf(va), at: 'S12' },
    instructions: [instruction],
    pan: row.flag('pan'),
  }
}

/** PAR_EL1.NS, which is UNKNOWN in Non-secure state; QEMU reports 1 after a success, the engine 0. */
const ns = 1n << 9n

/** Reads walks that QEMU answered. @throws Unreadable */
export function readQemuWalks(text: string): WalkFile {
  const walks = jsonLines(text)
    .slice(1)
    .map(({ text: line, object }) => {
      const inputs = inputsOf(object)
      const par = object.hex('par')
      const known = (par & 1n) === 0n ? par & ~ns : par
      return { line: object.line, text: line, inputs, expected: { par: `0x${known.toString(16)}` } }
    })
  if (walks.length === 0) throw new Unreadable('no row follows the header', 2)
  return { kind: 'qemu-walks', walks }
}
