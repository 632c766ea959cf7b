import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, runToolBeside } from '../tool.mjs'
import { changed, type Mutant } from './mutants.ts'

/** What the compiler says of a name that a mutant leaves unused, or of code that it leaves unreached: no reader would count it. */
const besidesThePoint = /error TS(6133|6138|6192|6196|6198|7027)\b/

/** Lines of the compiler that do count. */
const complaintsIn = (output: string): readonly string[] =>
  output.split('\n').filter((line) => /error TS\d+/.test(line) && !besidesThePoint.test(line))

/** A copy of the sources, in which the compiler is asked of one mutant after the other. */
export class Compiler {
  readonly #folder = mkdtempSync(join(tmpdir(), 'stagecraft-mutate-'))

  constructor() {
    for (const name of ['src', 'tsconfig.base.json', 'tsconfig.json', 'package.json'])
      cpSync(join(root, name), join(this.#folder, name), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'))
  }

  #last: Promise<boolean> = Promise.resolve(false)

  /** Whether the types of the sources do not allow a mutant: `npm test` then fails without any test. */
  refuses(mutant: Mutant): Promise<boolean> {
    this.#last = this.#last.then(() => this.#ask(mutant))
    return this.#last
  }

  async #ask(mutant: Mutant): Promise<boolean> {
    const path = join(this.#folder, mutant.file)
    const text = readFileSync(path, 'utf8')
    try {
      writeFileSync(path, changed(text, mutant))
      const { output } = await runToolBeside(
        'typescript',
        ['-b', '--pretty', 'false', join(this.#folder, 'src', 'ui')],
        { command: 'tsc' },
      )
      return complaintsIn(output).length > 0
    } finally {
      writeFileSync(path, text)
    }
  }

  end(): void {
    rmSync(this.#folder, { recursive: true })
  }
}
