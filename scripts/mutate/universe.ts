import { dirname, join, posix } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Script } from 'node:vm'
import { root } from '../tool.mjs'
import { isOwn } from './sources.ts'

type Exports = Record<string, unknown>
type Body = (...names: readonly unknown[]) => Promise<void>

const names = [
  '__vite_ssr_import__',
  '__vite_ssr_dynamic_import__',
  '__vite_ssr_exportName__',
  '__vite_ssr_exportAll__',
  '__vite_ssr_import_meta__',
  '__met',
]

/** Makes a module's text ready to be run any number of times, each time as if it had never been. */
export const scriptOf = (id: string, code: string): Script =>
  new Script(`'use strict';(async(${names.join()})=>{${code}\n})`, { filename: id })

/** Packages, and what stands in for them, by their names. They are shared by all universes. */
export type Packages = ReadonlyMap<string, unknown>

/** All modules of the project, each evaluated at most once, and anew in every universe. */
export class Universe {
  readonly #scripts: (id: string) => Script
  readonly #packages: Packages
  readonly #met: (place: number) => void
  readonly #modules = new Map<string, Exports>()

  /** @param scripts gives a module's script by its id */
  constructor(scripts: (id: string) => Script, packages: Packages, met: (place: number) => void) {
    this.#scripts = scripts
    this.#packages = packages
    this.#met = met
  }

  /** The ids of the modules that were asked for until now. */
  get loaded(): readonly string[] {
    return [...this.#modules.keys()]
  }

  /**
   * Gives what a module exports, evaluated if it was not yet; what it throws then is thrown here. One load at a time, so that a module
   * which has begun and not ended is one of those that ask: it is given as far as it has come, as in any circle of modules.
   */
  async import(id: string): Promise<unknown> {
    if (!isOwn(id)) return this.#packages.get(id) ?? import(id)
    return this.#modules.get(id) ?? this.#evaluate(id)
  }

  async #evaluate(id: string): Promise<Exports> {
    const exports: Exports = {}
    this.#modules.set(id, exports)
    const body = this.#scripts(id).runInThisContext() as Body
    const give = (name: string, get: () => unknown) =>
      Object.defineProperty(exports, name, { enumerable: true, get })
    const giveAll = (from: Exports) => {
      for (const name of Object.keys(from)) if (name !== 'default') give(name, () => from[name])
    }
    const meta = { url: pathToFileURL(join(root, id)).href }
    const get = (of: string) => this.import(of.startsWith('.') ? posix.join(dirname(id), of) : of)
    await body(get, get, give, giveAll, meta, this.#met)
    return exports
  }
}
