import type { DiscView, LineView } from '../../explain/coherency/view.ts'
import { fold } from './fold.ts'
import { leading } from './shape.ts'

/** The words beside a disc of KVM's, in lines. */
export const kvmLines = ({ words }: DiscView, width: number) =>
  words.flatMap((one) => fold(one, width, 'words'))

/** How much room a disc of KVM's takes. */
export const kvmHeight = (disc: DiscView, width: number) =>
  Math.max(2, kvmLines(disc, width).length) * leading + 6

/** What is told of the present step: what happens in bold, and why. */
export function noteLines({ says, because }: DiscView, width: number) {
  return {
    says: fold(says, width, 'name'),
    because: because === '' ? [] : fold(`${because}.`, width, 'words'),
  }
}

/** The most room that a note of the run takes, so that the picture keeps its height from step to step. */
export const noteHeight = ({ discs }: LineView, width: number) =>
  Math.max(
    ...discs.map((disc) => {
      const { says, because } = noteLines(disc, width)
      return (says.length + because.length) * leading + 6
    }),
  )
