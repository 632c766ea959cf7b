import type { AttributeInputs } from '../../arch/inputs.ts'
import type { ParFields } from '../../arch/par.ts'
import { translateAttributes } from '../../arch/translate-attributes.ts'
import type { Deviation } from './deviation.ts'
import { deviations } from './deviations.ts'

export const sameFields = (a: ParFields | null, b: ParFields) => a?.attr === b.attr && a.sh === b.sh

/** The deviations that concern these inputs. */
export const deviationsAt = (at: AttributeInputs) => deviations.filter(({ when }) => when(at))

/** The architecture's answer with some of QEMU's deviations laid over it; null where the access faults. */
export function deviate(at: AttributeInputs, list: readonly Deviation[]): ParFields | null {
  const seen = list.reduce((inputs, { takes }) => (takes ? { ...inputs, ...takes(inputs) } : inputs), at)
  const { par, final } = translateAttributes(seen)
  if (!par || !final) return null
  return list.reduce((fields, { reports }) => reports?.(fields, { at: seen, final }) ?? fields, par)
}

/**
 * Why QEMU answers otherwise than the architecture: the fewest deviations that give its answer, joined by +.
 * Null where its answer is not what all the deviations that concern these inputs make of it together.
 */
export function explainQemu(at: AttributeInputs, qemu: ParFields): string | null {
  const all = deviationsAt(at)
  if (!sameFields(deviate(at, all), qemu)) return null
  return nameOf(fewest(all, (some) => sameFields(deviate(at, some), qemu)))
}

/** Any answer to a reserved MAIR byte is allowed, whatever else had a part in it. */
function nameOf(list: readonly Deviation[]): string {
  const ids = list.map(({ id }) => id)
  return ids.includes('R1') ? 'R1' : ids.join('+')
}

/** The first of the smallest subsets of `all` that are `enough`. */
function fewest(
  all: readonly Deviation[],
  enough: (some: readonly Deviation[]) => boolean,
): readonly Deviation[] {
  for (let size = 1; size < all.length; size++) {
    const found = subsets(all, size).find(enough)
    if (found) return found
  }
  return all
}

/** Every subset of `size`, in the order of `all`. */
function subsets(all: readonly Deviation[], size: number): (readonly Deviation[])[] {
  if (size === 0) return [[]]
  return all.flatMap((one, at) => subsets(all.slice(at + 1), size - 1).map((rest) => [one, ...rest]))
}
