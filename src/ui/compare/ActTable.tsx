import type { ComparedAct, Comparison } from '../../explain/compare/comparison.ts'
import type { Row } from '../../explain/compare/row.ts'
import type { Why } from '../../explain/compare/why.ts'
import { stage2TypeCode } from '../../explain/kvm/leaf-words.ts'
import type { Outcome } from '../../explain/resolve.ts'
import { say } from '../../explain/sentence.ts'
import { tokenOf, type ResultCode } from '../../explain/token.ts'
import { Token } from '../../diagrams/token/Token.tsx'
import { Breakable } from '../Breakable.tsx'
import { RuleLink } from '../RuleLink.tsx'
import { Words } from '../Words.tsx'
import { Differs } from './Differs.tsx'

/** What stands in the token before a memory type; nothing before other values. */
function codesOf({ id }: Row, { kvm, access }: Outcome): readonly ResultCode[] {
  if (id === 'leaf-type' && kvm?.leaf) return [stage2TypeCode[kvm.leaf.type]]
  return id === 'final-type' && access ? tokenOf(access.attributes) : []
}

/** Values that can be typed or greped. */
const isCode = (words: string) => /^(0x|0b|-E|ESR_|KVM_|ATTR )/.test(words)

/** An errno stands in one line; what goes on behind it may go on in the next. */
function Code({ words }: { readonly words: string }) {
  const [, errno = '', rest = words] = /^(-E[A-Z0-9]+)(.*)$/.exec(words) ?? []
  return (
    <code>
      {errno !== '' && <span className="nowrap">{errno}</span>}
      <Breakable code={rest} />
    </code>
  )
}

/** The rule of a value, where it has a page; by its id, as what it says stands below. */
function Made({ why }: { readonly why: readonly Why[] }) {
  const known = why.filter(({ kind }) => kind !== 'maintenance')
  if (known.length === 0) return null
  return (
    <span className="made-by">
      {known.map(({ id, state }, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <RuleLink id={id}>{id}</RuleLink>
          {state === 'passed-over' && ' passed over'}
        </span>
      ))}
    </span>
  )
}

interface CellProps {
  readonly row: Row
  readonly side: 'a' | 'b'
  readonly act: ComparedAct
  readonly outcome: Outcome
}

function Cell({ row, side, act, outcome }: CellProps) {
  const words = row[side]
  if (words === null)
    return (
      <td className="absent" data-side={side}>
        {act.absent[side]}
      </td>
    )
  const codes = codesOf(row, outcome)
  return (
    <td data-side={side}>
      <span className="compare-value">
        {codes.length > 0 && <Token codes={codes} size={14} />}
        <span>{isCode(words) ? <Code words={words} /> : <Words sentence={say(words)} />}</span>
      </span>
      <Made why={row.why[side]} />
    </td>
  )
}

/** Whether no row of the act has a value on a side: one cell then says so for all of them. */
const isAbsent = (rows: readonly Row[], side: 'a' | 'b') =>
  rows.length > 1 && rows.every((row) => row[side] === null)

interface Props {
  readonly act: ComparedAct
  readonly comparison: Comparison
  readonly rows: readonly Row[]
}

/** The rows of an act, A beside B. */
export function ActTable({ act, comparison, rows }: Props) {
  const whole = { a: isAbsent(rows, 'a'), b: isAbsent(rows, 'b') }
  const cell = (row: Row, side: 'a' | 'b', at: number) => {
    if (!whole[side]) return <Cell key={side} row={row} side={side} act={act} outcome={comparison[side]} />
    return at === 0 ? (
      <td key={side} rowSpan={rows.length} className="absent whole" data-side={side}>
        {act.absent[side]}
      </td>
    ) : null
  }
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">A</th>
            <th scope="col">B</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.id} data-row={row.id} data-differs={row.differs || undefined}>
              <th scope="row">
                <Differs when={row.differs} />
                {row.label}
                {row.byOther && <span className="by-other">alike, by another check or rule</span>}
              </th>
              {cell(row, 'a', at)}
              {cell(row, 'b', at)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
