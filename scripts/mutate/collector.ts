import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  customMatchers,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect'
import { fn, spyOn } from '@vitest/spy'

/** What a test or a hook does. */
type Body = (...args: readonly unknown[]) => unknown

/** A test of a file, with what its file wants done before it. */
export interface Test {
  readonly run: Body
  readonly before: readonly Body[]
}

/** Done after the test that is running. */
const afterwards: Body[] = []

let tests: Test[] = []
let before: Body[] = []

/** A case of `each` is an array of arguments, or one argument. */
const argumentsOf = (one: unknown): readonly unknown[] => (Array.isArray(one) ? one : [one])

const each =
  (take: (title: string, body: Body) => void, spread: (one: unknown) => readonly unknown[]) =>
  (cases: readonly unknown[]) =>
  (title: string, body: Body) => {
    for (const one of cases) take(title, () => body(...spread(one)))
  }

const test = (_: string, run: Body) => {
  tests.push({ run, before })
}

const describe = (_: string, body: Body) => {
  const around = before
  before = [...around]
  body()
  before = around
}

const beforeAll = (body: Body) => {
  before.push(once(body))
}

function once(body: Body): Body {
  let done: { readonly value: unknown } | undefined
  return () => (done ??= { value: body() }).value
}

function expectOf(): unknown {
  chai.use(JestExtend)
  chai.use(JestChaiExpect)
  chai.use(JestAsymmetricMatchers)
  const expect = Object.assign((value: unknown, message?: string) => chai.expect(value, message), chai.expect)
  Object.assign(
    expect,
    (globalThis as Record<symbol, object>)[ASYMMETRIC_MATCHERS_OBJECT as unknown as symbol],
  )
  const own = expect as never
  setState({ ...getState(own), assertionCalls: 0 }, own)
  const chaiExpect = chai.expect as unknown as { extend: (of: unknown, matchers: unknown) => void }
  chaiExpect.extend(expect, customMatchers)
  return expect
}

/** What stands in for the package `vitest`: it only collects, and the tests run one by one, in any order. */
export const vitest = {
  test: Object.assign(test, { each: each(test, argumentsOf), for: each(test, (one) => [one]) }),
  describe: Object.assign(describe, { each: each(describe, argumentsOf) }),
  beforeAll,
  // What it would put away goes with the universe.
  afterAll: () => undefined,
  onTestFinished: (body: Body) => {
    afterwards.push(body)
  },
  expect: expectOf(),
  vi: { fn, spyOn },
}

/** Gives the tests of a file, in its order, by loading it. */
export async function collected(load: () => Promise<unknown>): Promise<readonly Test[]> {
  tests = []
  before = []
  await load()
  return tests
}

/** Runs one test; it throws what the test, or something before or after it, throws. */
export async function run(one: Test): Promise<void> {
  try {
    for (const body of one.before) await body()
    await one.run()
  } finally {
    for (const body of afterwards.splice(0).toReversed()) await body()
  }
}
