import * as fc from 'fast-check'

/** Before each test file: every property draws from the seed of this run (`sweeps.ts`), unless it names one of its own. */
fc.configureGlobal({ seed: Number(process.env['SWEEP_SEED']) })
