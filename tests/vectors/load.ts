import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { readConfigs } from '../../src/read/sail-configs.ts'
import type { VectorFile } from '../../src/read/vector.ts'
import { readVectors } from '../../src/read/vectors.ts'

/** Takes a name below this folder; gives its path. */
export const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Takes the name of a gzip file; gives its text. */
export const textOf = (name: string) => gunzipSync(readFileSync(pathOf(name))).toString('utf8')

/** Gives the configurations of `sail/combine-variants`. */
export const sailConfigs = () => readConfigs(readFileSync(pathOf('sail/combine-cfg.json'), 'utf8'))

/** Takes the name of a vector file; gives its rows. */
export const load = (name: string): VectorFile => readVectors(textOf(name), sailConfigs)
