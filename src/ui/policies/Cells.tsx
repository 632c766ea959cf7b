import type { ReactNode } from 'react'
import { Token } from '../../diagrams/token/Token.tsx'
import { exitCode, stage2TypeCode } from '../../explain/kvm/leaf-words.ts'
import type { HostCell } from '../../explain/policies/cells.ts'
import type { Guest } from '../../explain/policies/side-by-side.ts'
import { bin } from '../../explain/words.ts'
import type { Exit } from '../../kvm/exit.ts'

/** Says that what follows differs from the policy compared with. */
export function DiffersMark() {
  return (
    <span className="differs" title="differs">
      <span aria-hidden="true">≠</span>
      <span className="visually-hidden">differs: </span>
    </span>
  )
}

/** A cell that differs from the policy compared with says so in words and by its ground. */
export function Cell({ differs, children }: { readonly differs?: boolean; readonly children: ReactNode }) {
  return (
    <td data-differs={differs || undefined}>
      {differs && <DiffersMark />}
      {children}
    </td>
  )
}

/** The code of an exit; an errno stands in one line. */
function Code({ exit }: { readonly exit: Exit }) {
  const code = exitCode(exit)
  return <code className={code.startsWith('-') ? 'nowrap' : undefined}>{code}</code>
}

/** An exit as a table writes it: a leaf by MemAttr and type, all else by its code. */
export function ExitWords({ exit }: { readonly exit: Exit }) {
  if (exit.leaf)
    return (
      <>
        <Token codes={[stage2TypeCode[exit.leaf.type]]} size={13} /> <code>{bin(exit.leaf.memattr, 4)}</code>{' '}
        {stage2TypeCode[exit.leaf.type]}
      </>
    )
  const isBad = exit.kind === 'refuse' || exit.kind === 'error'
  return (
    <>
      {isBad && <Token codes={['fault']} size={13} />} <Code exit={exit} />
    </>
  )
}

export function Fault({ cell: { fault, ifSwapped } }: { readonly cell: HostCell }) {
  if (!fault) return <span className="not-reached">not reached</span>
  return ifSwapped ? (
    <span className="then">
      then {fault.leaf ? <code>{bin(fault.leaf.memattr, 4)}</code> : <Code exit={fault} />}
      {fault.leaf && ` ${stage2TypeCode[fault.leaf.type]}`}
    </span>
  ) : (
    <ExitWords exit={fault} />
  )
}

/** The final type by its code, its name for those who ask; a refused slot has none. */
export function GuestWords({ guest: { codes, says } }: { readonly guest: Guest }) {
  if (codes.length === 0) return <span className="not-reached">{says}</span>
  const short = codes.includes('fault') ? says : codes.join(', ')
  return (
    <span title={says}>
      <Token codes={codes} size={13} /> {short}
    </span>
  )
}
