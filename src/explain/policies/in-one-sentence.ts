import { numberWord } from '../number-words.ts'
import type { Host } from './cells.ts'
import type { Kind } from './follows.ts'
import type { PolicyRow } from './side-by-side.ts'

/** What policies of a kind do, for one and for several. */
const does: Readonly<Record<Kind, readonly [one: string, several: string]>> = {
  leak: ['leaks', 'leak'],
  alias: ['makes an alias', 'make an alias'],
  hole: ['maps it Write-Back with a hole', 'map it Write-Back with a hole'],
  dies: ['lets the VM die at its first access', 'let the VM die at its first access'],
  maps: ['maps it as the VMA allows', 'map it as the VMA allows'],
  gmem: ['maps the guest_memfd Write-Back', 'map the guest_memfd Write-Back'],
  ended: ['ends the access otherwise', 'end the access otherwise'],
  refused: ['refuses', 'refuse'],
}

const kinds: readonly Kind[] = ['leak', 'alias', 'hole', 'dies', 'maps', 'gmem', 'ended', 'refused']

const hostWords = ({ fwb, dic }: Host) =>
  !fwb ? 'Without FWB' : dic ? 'With FWB and DIC' : 'With FWB but without DIC'

const newest = 'linux-7.3'

/** How many policies do what, with where Linux 7.3 stands: one sentence, with its full stop. */
export function inOneSentence(rows: readonly PolicyRow[], host: Host): string {
  const groups = kinds.flatMap((kind) => {
    const members = rows.filter(({ follows }) => follows.kind === kind)
    return members.length === 0 ? [] : [{ kind, members }]
  })
  const all = numberWord(rows.length)
  const [only] = groups
  if (only && groups.length === 1) return `${hostWords(host)}, all ${all} policies ${does[only.kind][1]}.`
  const clauses = groups.map(({ kind, members }, at) => {
    const of = at === 0 ? `${numberWord(members.length)} of ${all} policies` : numberWord(members.length)
    const hasNewest = members.some(({ policy }) => policy.id === newest)
    if (members.length === 1) return `${of}${hasNewest ? ', Linux 7.3,' : ''} ${does[kind][0]}`
    return `${of} ${does[kind][1]}${hasNewest ? ', Linux 7.3 among them' : ''}`
  })
  const last = clauses.at(-1) ?? ''
  return `${hostWords(host)}, ${clauses.slice(0, -1).join(', ')}, and ${last}.`
}
