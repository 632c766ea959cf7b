import { right } from '../../arch/walk/permissions.ts'
import type { WalkAnswer } from './answer.ts'
import { permissionChain, type PermissionChain, type RightLine } from './permissions.ts'

/** Why a right ends where it does: the reasons of the rows of that gate that take it. */
export function reasonsOf({ gates }: PermissionChain, line: RightLine): readonly string[] {
  const takes = line.endsAt === null ? [] : (gates[line.endsAt]?.takes ?? [])
  return takes.filter(({ lost }) => (lost & right[line.right]) !== 0).map(({ because }) => because)
}

/** What took the right that the access needed, in words; null where it is not a permission that it lacks. */
export function takerOf(walk: WalkAnswer): string | null {
  const { fault } = walk
  if (fault?.kind !== 'Permission' || fault.s1ptw) return null
  const chain = permissionChain(walk)
  const line = chain?.lines.find(({ asked, endsAt }) => asked && endsAt !== null)
  if (!chain || !line || line.endsAt === null) return null
  return `It is lost at ${chain.gates[line.endsAt]?.name}: ${reasonsOf(chain, line).join('; ')}`
}
