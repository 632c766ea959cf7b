import { exitCode, stage2TypeCode } from '../../explain/kvm/leaf-words.ts'
import type { HostCell } from '../../explain/policies/cells.ts'
import type { PolicyRow, SideBySide } from '../../explain/policies/side-by-side.ts'
import { footnote } from './footnote.ts'
import { paragraph } from './paragraph.ts'

/** Widths of the columns: policy, status, capability, and memslot / fault of three hosts. */
const widths = [15, 14, 17, 15] as const

/** A cell in 14 characters: `0/WB`, `EINVAL/EFAULT`. What a refused slot's fault would be stands in it all the same. */
function cell({ memslot, fault }: HostCell): string {
  const slot = exitCode(memslot).replace('-', '')
  if (!fault) return slot
  const end = fault.leaf ? stage2TypeCode[fault.leaf.type] : shortCode(exitCode(fault))
  return `${slot}/${end}`
}

const shortCode = (code: string) =>
  code.replace(/^-/, '').replace('KVM_EXIT_MMIO', 'MMIO').replace('abort in the guest', 'abort')

const columnsOf = (texts: readonly string[]) =>
  texts
    .map((text, at) => text.padEnd(widths[at] ?? 0))
    .join(' ')
    .trimEnd()

function row({ policy, cells }: PolicyRow): string {
  const mark = policy.interpretation === undefined ? '' : '*'
  return columnsOf([`${policy.id}${mark}`, ...cells.map(cell)])
}

/** All policies on a scenario as a table for mail: ASCII of at most 72 columns, and the link as a footnote. */
export function policiesText(all: SideBySide, sentence: string, link: string): string {
  const heads = all.hosts.map(({ fwb, dic }, at) => {
    const name = fwb ? `FWB1 DIC${dic ? 1 : 0}` : 'FWB0'
    return at === all.here ? `${name} (here)` : name
  })
  return [
    ...paragraph(`${sentence} [1]`),
    '',
    columnsOf(['', ...heads]),
    ...all.rows.map(row),
    '',
    ...paragraph(
      'memslot/fault; the fault of a refused slot is what it would be, were the VMA swapped in later.',
    ),
    ...paragraph('* nobody coded it: an interpretation of mails.'),
    '',
    ...all.rows.flatMap(({ policy, follows }) =>
      paragraph(follows.says, ' '.repeat(17), policy.id.padEnd(17)),
    ),
    '',
    ...footnote(link),
    '',
  ].join('\n')
}
