import { effectiveFwb, stage1On, stage2On } from '../../arch/inputs.ts'
import { toInputs } from '../../scenario/inputs.ts'
import { isByHand } from '../../scenario/scenario.ts'
import type { AccessAnswer } from '../../explain/access.ts'
import { describeRest } from '../../explain/describe.ts'
import { bin, hex8, typeName } from '../../explain/words.ts'
import { byteHalves, memattrMeaning } from '../../explain/encodings.ts'
import { tokenOf } from '../../explain/token.ts'
import { reservedGround } from '../reserved.ts'
import { group, line, rect, text, wrap, type Group, type Mark } from '../marks.ts'
import { layoutToken } from '../token/layout.ts'
import type { Geometry } from './geometry.ts'

const top = 40
export const cellHeight = 36

interface Cells {
  readonly id: string
  readonly label: string
  readonly x: number
  readonly unit: number
  readonly digits: string
  /** The number of the first bit. */
  readonly hi: number
  readonly names: readonly { readonly name: string; readonly span: number }[]
  readonly idle?: boolean
  readonly reserved?: boolean
}

/** A run of bit cells with a name under each field, as the manual draws them. */
function cells({ id, label, x, unit, digits, hi, names, idle, reserved }: Cells): Group {
  const width = digits.length * unit
  const box = { x, y: top, width, height: cellHeight }
  let at = x
  const marks: Mark[] = [...(reserved ? reservedGround(box) : []), rect(box, 'cell', { rx: 3 })]
  for (const { name, span } of names) {
    const w = span * unit
    if (at > x) marks.push(line(at, top, at, top + cellHeight, 'cell-edge'))
    marks.push(text(at + w / 2, top + 30, name, 'field-name', 'middle'))
    const first = hi - Math.round((at - x) / unit)
    marks.push(text(at + unit / 2, top - 5, String(first), 'bit-number', 'middle'))
    if (span > 1)
      marks.push(text(at + w - unit / 2, top - 5, String(first - span + 1), 'bit-number', 'middle'))
    at += w
  }
  ;[...digits].forEach((digit, n) =>
    marks.push(text(x + (n + 0.5) * unit, top + 16, digit, 'digit', 'middle')),
  )
  return group(marks, { id, label, box, act: 'pick', as: idle ? 'node idle' : 'node' })
}

/** Names of nibbles without room for whole words. */
const shortened = (name: string, g: Geometry) =>
  g.names === 'left' ? name : name.replace('outer', 'o').replace('inner', 'i')

const binary = (value: number, width: number) => value.toString(2).padStart(width, '0')

/** The fields that both stages speak with, above the lines that carry them, and the result's name. */
export function layoutHeader(access: AccessAnswer, g: Geometry): readonly Mark[] {
  const { scenario } = access
  const { mair, memattr } = scenario
  const { reserved } = access
  const fwb = effectiveFwb(toInputs(scenario))
  const on = stage1On(toInputs(scenario))
  const byte: Cells = {
    id: 'mair',
    label: `MAIR_EL1 byte ${hex8(mair)}${on ? '' : ', not used'}`,
    x: 0,
    unit: g.bit,
    digits: binary(mair, 8),
    hi: 7,
    names: byteHalves(mair, toInputs(scenario)).map((name) => ({ name: shortened(name, g), span: 4 })),
    idle: !on,
    reserved: reserved.has('mair'),
  }
  const leaf: Cells = {
    id: 'memattr',
    label: `MemAttr ${bin(memattr, 4)}: ${memattrMeaning(toInputs(scenario))}`,
    x: g.memattr,
    unit: 21,
    digits: binary(memattr, 4),
    hi: 5,
    names: [{ name: 'MemAttr', span: 4 }],
    reserved: reserved.has('memattr'),
  }
  const bit: Cells = {
    id: 'hcrfwb',
    label: `HCR_EL2.FWB ${fwb ? 1 : 0}`,
    x: g.fwb,
    unit: 28,
    digits: fwb ? '1' : '0',
    hi: 46,
    names: [{ name: 'FWB', span: 1 }],
  }
  return [
    ...headings(access, g),
    cells(byte),
    text(g.bit * 8 + 6, top + 14, 'Attr0', 'small'),
    text(g.bit * 8 + 6, top + 28, hex8(mair), 'mono'),
    cells(leaf),
    cells(bit),
  ]
}

function headings({ scenario }: AccessAnswer, g: Geometry): readonly Mark[] {
  const at = toInputs(scenario)
  const [on1, on2] = [stage1On(at), stage2On(at)]
  const wide = g.names === 'left'
  return [
    text(0, 16, on1 ? "Stage 1, the guest's" : 'Stage 1 is off', 'heading'),
    ...(wide && on1 ? [line(160, 12, 192, 12, 'flow')] : []),
    text(
      g.memattr,
      16,
      on2 ? (wide && !isByHand(scenario) ? 'Stage 2, KVM’s' : 'Stage 2') : 'Stage 2 is off',
      'heading',
    ),
    ...(wide && on2
      ? [line(isByHand(scenario) ? 336 : 386, 12, isByHand(scenario) ? 368 : 414, 12, 'flow stage2')]
      : []),
    ...(wide
      ? [text(g.result, 16, 'Result', 'heading'), text(g.decided.x, 16, 'Decided by', 'heading')]
      : []),
  ]
}

/** The result's token and name. Beside "Result" where there is room, else at the left, below the cells. */
export function layoutResult(
  access: AccessAnswer,
  g: Geometry,
  y: number,
): { readonly marks: readonly Mark[]; readonly height: number } {
  const { attributes, scenario } = access
  const { final, fault } = attributes
  const x = g.names === 'left' ? g.result : 0
  const name = final ? typeName(final) : `${fault?.type} fault, stage ${fault?.stage}`
  const rest = final
    ? describeRest(final, toInputs(scenario)).join(', ').replace('XS ', 'XS\u00a0')
    : 'no attributes, no access'
  const size = 36
  const columns = g.names === 'left' ? 42 : 46
  const names = wrap(name, columns - 12)
  const details = wrap(rest, columns)
  const below = y + 14 + (names.length - 1) * 17
  const marks = [
    layoutToken(x, y, size, tokenOf(attributes)),
    ...names.map((words, n) => text(x + size + 12, y + 14 + n * 17, words, 'result-name')),
    ...details.map((words, n) => text(x + size + 12, below + 16 + n * 14, words, 'small')),
  ]
  return { marks, height: Math.max(size, below - y + 16 + (details.length - 1) * 14 + 4) }
}
