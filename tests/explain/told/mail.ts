import { asText } from '../../../src/export/text.ts'
import type { Tells } from './story.ts'

/** The text for mail, line by line. */
export const mailTold: Tells = ({ outcome }) =>
  asText(outcome, '#')
    .split('\n')
    .filter((line) => line !== '')
