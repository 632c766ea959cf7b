import type { CitationId } from '../../cite/citations.ts'
import { onMap } from '../../kvm/maintenance.ts'
import type { AliasId } from './aliases.ts'
import type { CoherencyAnswer } from './answer.ts'
import { say } from '../sentence.ts'
import { filled, lines, type ToldPage } from './told-page.ts'

const agrees = say('Nothing: the aliases agree in type, shareability and cacheability.')

/** What the inspector says of an alias. */
export function aliasPage({ aliases, mismatches, guestMayGet }: CoherencyAnswer, id: AliasId): ToldPage {
  const { name, type, attributes, says, interpretation, cite } = aliases[id]
  const { kvm } = aliases
  const differing = attributes ? mismatches.filter(({ differs }) => differs) : []
  const differences = differing.map(({ name: what, says: who, permits }) => ({
    title: `${what} differs`,
    lines: lines(...(permits ? [who, permits] : [who])),
  }))
  return {
    picked: 'an alias of the line',
    title: attributes ? `${name}: ${type}` : `${name}: no alias`,
    says: [says],
    sections: filled([
      interpretation && {
        title: 'What it counts as',
        lines: [{ says: interpretation, badge: 'interpretation' }],
      },
      id === 'guest' ? { title: 'What the guest can get', lines: lines(guestMayGet) } : null,
      id === 'linear' ? { title: 'What KVM does as it maps the page', lines: lines(kvm.says) } : null,
      ...differences,
      attributes && differing.length === 0
        ? { title: 'Where the aliases differ', lines: lines(agrees) }
        : null,
    ]),
    cite: [
      ...new Set<CitationId>([
        ...cite,
        ...differing.flatMap((one) => one.cite),
        ...(id === 'linear' ? kvm.cite : []),
      ]),
    ],
    rules: id === 'linear' ? [onMap.id] : [],
  }
}
