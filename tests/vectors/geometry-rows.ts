import { defaultPe, type WalkPe } from '../../src/arch/walk/pe.ts'
import { textOf } from './load.ts'

/** A row of a golden file by the names of its columns. */
export type Row = Readonly<Record<string, string>>

/** Takes the name of a gzip file; gives its rows. */
export function rowsOf(name: string): readonly Row[] {
  const [header = '', ...lines] = textOf(name).trim().split('\n')
  const names = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))
  })
}

/** The PE of a row of `geom-s1`. */
export function pe1Of({ features_dropped = '' }: Row): WalkPe {
  const has = (feature: string) => !features_dropped.split('+').includes(feature)
  return { ...defaultPe, lpa: has('LPA'), lva: has('LVA'), lpa2: has('LPA2'), ttst: has('TTST') }
}

/** The PE of a row of `geom-s2`. */
export const pe2Of = (row: Row): WalkPe => ({
  ...defaultPe,
  pa: Number(row['pamax']),
  ttst: row['feat_ttst'] === '1',
})

/** The PE takes the largest VA that it has, and the row's address is beyond it: a fault that says nothing of the tables. */
export const isBeyond = ({ impdef_txsz, n_reads }: Row) => impdef_txsz === 'min' && n_reads === '0'
