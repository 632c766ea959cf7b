import { aliasPage } from '../../explain/coherency/alias-words.ts'
import type { AliasId } from '../../explain/coherency/aliases.ts'
import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { Told } from './Told.tsx'

/** An alias of the line: its type and why, where it differs from the others, where it stands. */
export const OfAlias = ({ answer, id }: { readonly answer: CoherencyAnswer; readonly id: AliasId }) => (
  <Told page={aliasPage(answer, id)} />
)
