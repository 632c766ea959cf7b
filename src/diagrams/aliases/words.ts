import type { DiscView, LineView } from '../../explain/coherency/view.ts'
import { wrap } from '../marks.ts'
import { leading } from './shape.ts'

/** The words beside a disc of KVM's, in lines. */
export const kvmLines = ({ words }: DiscView, columns: number) => words.flatMap((one) => wrap(one, columns))

/** How much room a disc of KVM's takes. */
export const kvmHeight = (disc: DiscView, columns: number) =>
  Math.max(2, kvmLines(disc, columns).length) * leading + 6

/** What is told of the present step: what happens in bold, and why. */
export function noteLines({ says, because }: DiscView, columns: number) {
  return {
    says: wrap(says, Math.floor(columns * 0.86)),
    because: because === '' ? [] : wrap(`${because}.`, columns),
  }
}

/** The most room that a note of the run takes, so that the picture keeps its height from step to step. */
export const noteHeight = ({ discs }: LineView, columns: number) =>
  Math.max(
    ...discs.map((disc) => {
      const { says, because } = noteLines(disc, columns)
      return (says.length + because.length) * leading + 6
    }),
  )
