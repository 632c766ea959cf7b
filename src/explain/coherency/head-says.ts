import type { CoherencyAnswer } from './answer.ts'

/** How many mappings of the line there are, and whether they agree: of a guest that may choose anything, as it maps the line now. */
export function headSays({ aliases, mismatches, choice }: CoherencyAnswer): string {
  const count = [aliases.vmm, aliases.guest, aliases.linear].filter((one) => one.attributes).length
  const agree = mismatches.every(({ differs }) => !differs)
  const now = choice.anyGuest ? ' as the guest maps it now' : ''
  return `${count === 2 ? 'Two' : 'Three'} mappings (aliases) of one line of memory, with ${agree ? 'the same attributes' : 'attributes that differ'}${now}`
}
