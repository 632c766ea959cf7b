import type { Index } from '../../explain/walk/reads.ts'
import type { Cell } from '../../explain/walk/view.ts'

export const hex = (value: number | bigint) => value.toString(16)

/** A descriptor: all of its 16 digits. */
export const wordText = (value: bigint) => hex(value).padStart(16, '0')

/** The bits of an index in binary. */
export const digitsOf = ({ msb, lsb, value }: Pick<Index, 'msb' | 'lsb' | 'value'>) =>
  value.toString(2).padStart(msb - lsb + 1, '0')

/** An index as wide as its field: `0x1ff`. */
export const indexText = ({ msb, lsb, value }: Index) =>
  `0x${hex(value).padStart(Math.ceil((msb - lsb + 1) / 4), '0')}`

/** `Table [0x1ff]`. */
export const kindText = ({ kind, index }: Cell) => (index ? `${kind} [${indexText(index)}]` : kind)

const states: Readonly<Record<Cell['state'], string>> = {
  done: 'read',
  now: 'read now',
  next: 'the next read',
  'to-come': 'not read yet',
  fault: 'the read at which the walk ends in a fault',
  'not-made': 'not made',
}

/** What a screen reader says of a cell. */
export function cellLabel(cell: Cell): string {
  const { number, stage, level, address, value, again } = cell
  const where = address === null ? '' : ` at 0x${hex(address)}`
  const what = value === null ? '' : `, 0x${wordText(value)}`
  return `Read ${number}, stage ${stage} level ${level}, ${kindText(cell)}${where}${what}${again ? ', for a hardware update' : ''}: ${states[cell.state]}`
}
