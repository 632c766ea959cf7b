import type { Options } from '../../coherency/script.ts'

/** What a row of the model needs besides the state of the line, as whole sentences. */
export const needsSays: Readonly<Record<keyof Options, string>> = {
  fill: 'It needs a Normal Cacheable mapping of the line, anyone’s.',
  hits: 'The architecture permits it for mismatched attributes; that the systems of today do not do it is an assumption, which the model makes unless it is asked for the worst case.',
}
