import { fork, type ChildProcess } from 'node:child_process'
import type { Asked, Told } from './worker.ts'
import type { Source } from './sources.ts'

/** What a question to a worker came to: its answer, or that it gave no sign of life in time. */
export type Reply = Told | { readonly tell: 'silent'; readonly test: number }

/** Asks a worker something. `patience`: milliseconds that may pass before test number n, or the whole, says something. */
export type Ask = (asked: Asked, patience: (test: number) => number) => Promise<Reply>

/** Asks one worker at a time, and puts another in its place when one falls silent. */
class Hand {
  readonly #path: string
  readonly #sources: readonly Source[]
  #worker: Promise<ChildProcess> | undefined

  constructor(path: string, sources: readonly Source[]) {
    this.#path = path
    this.#sources = sources
  }

  async ask(asked: Asked, patience: (test: number) => number): Promise<Reply> {
    this.#worker ??= this.#begin()
    const worker = await this.#worker
    const reply = await this.#wait(worker, asked, patience)
    if (reply.tell === 'silent') await this.end()
    return reply
  }

  async end(): Promise<void> {
    const worker = await this.#worker
    this.#worker = undefined
    worker?.kill('SIGKILL')
  }

  /** A process of its own, as a mutant may take all memory with it. */
  async #begin(): Promise<ChildProcess> {
    const worker = fork(this.#path, {
      serialization: 'advanced',
      execArgv: ['--max-old-space-size=3072'],
      env: { ...process.env, SWEEPS: '', SWEEP_SEED: '1' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const { tell } = await this.#wait(worker, { ask: 'begin', sources: this.#sources }, () => 60_000)
    if (tell !== 'begun') throw new Error('a worker cannot begin')
    return worker
  }

  #wait(worker: ChildProcess, asked: Asked, patience: (test: number) => number): Promise<Reply> {
    return new Promise((resolve) => {
      let at = 0
      const silent = () => done({ tell: 'silent', test: at })
      let timer = setTimeout(silent, patience(0))
      const hear = (message: unknown) => {
        const told = message as Told
        if (told.tell !== 'at') return done(told)
        at = told.test
        clearTimeout(timer)
        timer = setTimeout(silent, patience(at))
      }
      const done = (reply: Reply) => {
        clearTimeout(timer)
        worker.off('message', hear)
        worker.off('exit', silent)
        resolve(reply)
      }
      worker.on('message', hear)
      worker.on('exit', silent)
      worker.send(asked)
    })
  }
}

/** Does something for each item with a number of workers, in the order of the items; gives what came of each, in that order. */
export async function eachBy<Item, Result>(
  hands: number,
  { path, sources }: { readonly path: string; readonly sources: readonly Source[] },
  items: readonly Item[],
  act: (item: Item, ask: Ask) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  let next = 0
  const work = async () => {
    const hand = new Hand(path, sources)
    while (next < items.length) {
      const at = next++
      results[at] = await act(items[at] as Item, (asked, patience) => hand.ask(asked, patience))
    }
    await hand.end()
  }
  await Promise.all(Array.from({ length: hands }, work))
  return results
}
