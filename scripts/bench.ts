/** `npm run bench [-- --browser] [--json]`: measures the engine, or the built app in a browser. */
import { report } from './bench/report.ts'
import type { Measures } from './bench/report.ts'

const args = process.argv.slice(2)

/** Takes nothing; gives the measures that the arguments ask for. */
async function measures(): Promise<Measures> {
  if (args.includes('--browser')) {
    const { browserMeasures } = await import('./bench/browser.ts')
    return browserMeasures()
  }
  const { engineBenches } = await import('./bench/engine.ts')
  const { measureAll } = await import('./bench/measure.ts')
  return measureAll(engineBenches())
}

process.stdout.write(report(await measures(), args.includes('--json')))
