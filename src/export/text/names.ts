import type { Property } from '../../arch/rule.ts'

/** The properties as a table names them. */
export const names: Readonly<Record<Property, string>> = {
  type: 'Type',
  hints: 'Hints',
  shareability: 'Shareability',
  tags: 'Tags',
  'xs-attr': 'XS',
}
