import { floorOf } from './drawn.ts'
import type { Trial } from './trial.ts'

const share = (part: number, of: number): string => (of === 0 ? '-' : `${((100 * part) / of).toFixed(1)} %`)

const oneLine = (text: string): string => JSON.stringify(text.length > 90 ? `${text.slice(0, 87)}...` : text)

const placeOf = ({ mutant: { file, line, kind, from, to } }: Trial): string =>
  `${file.slice(1)}:${line} ${kind}: ${oneLine(from)} -> ${oneLine(to)}`

/** A line for a mutant that has just been tried. */
export const said = (trial: Trial): string =>
  `${trial.end.padEnd(8)} ${(trial.ms / 1000).toFixed(1).padStart(6)} s ${placeOf(trial)}${trial.killer ? ` by ${trial.killer.file} ${trial.killer.at + 1}` : ''}\n`

/** A row a floor, and then whoever lived, with how many of the tests that meet it were asked. */
export function report(trials: readonly Trial[]): string {
  const floors = [...new Set(trials.map(({ mutant }) => floorOf(mutant.file)))].toSorted()
  const rows = floors.map((floor) => {
    const mine = trials.filter(({ mutant, end }) => floorOf(mutant.file) === floor && end !== 'unreadable')
    const lived = mine.filter(({ end }) => end === 'lived').length
    const noticed = mine.length - lived
    return `${floor.padEnd(10)} ${mine.length} tried, ${noticed} noticed, ${lived} lived: ${share(noticed, mine.length)}\n`
  })
  const alive = trials.filter(({ end }) => end === 'lived')
  const lines = alive.map((trial) => `${placeOf(trial)} (${trial.asked} of ${trial.tests} tests asked)\n`)
  return [...rows, ...lines.toSorted()].join('')
}
