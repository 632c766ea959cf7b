import type { ParFields } from '../arch/par.ts'
import type { Column } from './columns.ts'

/** PAR_EL1 of a translation that succeeded, with ATTR[63:56] and SH[8:7] alone. */
export function parWord({ attr, sh }: ParFields): string {
  return `0x${attr.toString(16).padStart(2, '0')}${(sh << 7).toString(16).padStart(14, '0')}`
}

/** A column of whole PAR_EL1 words, of which ATTR, SH and F (bit 0) are kept: the address is not looked at. */
export const parColumn: Column = {
  wants: 'PAR_EL1 as 0x and 16 hexadecimal digits',
  read: (text) => {
    if (!/^0x[\da-f]{16}$/i.test(text)) return null
    const low = Number.parseInt(text.slice(-3), 16) & 0x181
    return `${text.slice(0, 4).toLowerCase()}${low.toString(16).padStart(14, '0')}`
  },
}
