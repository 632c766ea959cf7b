import { attributes, maintenances, maxSteps, type Options, type Script, type State } from './script.ts'

const dos: readonly string[] = ['read', 'write', ...maintenances]

/** Refuses what is no question. @throws RangeError naming the field and its value */
export function checkQuestion(script: Script, start: State, options: Options): void {
  if (!Array.isArray(script)) throw wrong('script', script, 'a list of steps')
  if (script.length > maxSteps)
    throw new RangeError(`script has ${script.length} steps, more than ${maxSteps}`)
  script.forEach((step: unknown, at) => checkStep(step, `script[${at}]`))
  checkStart(start)
  checkOptions(options)
}

function checkStep(step: unknown, field: string): void {
  const { by, do: what, attr, value } = object(step, field)
  checkName(by, `${field}.by`)
  checkWord(what, dos, `${field}.do`)
  if (what === 'read' || what === 'write') checkWord(attr, attributes, `${field}.attr`)
  if (what === 'write') checkName(value, `${field}.value`)
}

function checkStart(start: unknown): void {
  const { memory, cache } = object(start, 'start')
  checkName(memory, 'start.memory')
  if (cache === null) return
  const { state, value } = object(cache, 'start.cache')
  checkWord(state, ['clean', 'dirty'], 'start.cache.state')
  checkName(value, 'start.cache.value')
}

function checkOptions(options: unknown): void {
  const freedoms = object(options, 'options')
  for (const name of ['fill', 'hits'])
    if (typeof freedoms[name] !== 'boolean') throw wrong(`options.${name}`, freedoms[name], 'true or false')
}

function object(value: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>
  throw wrong(field, value, 'an object')
}

function checkWord(value: unknown, words: readonly string[], field: string): void {
  if (!words.some((word) => word === value)) throw wrong(field, value, `one of ${words.join(', ')}`)
}

function checkName(value: unknown, field: string): void {
  if (typeof value !== 'string' || value === '') throw wrong(field, value, 'a text that says something')
}

const wrong = (field: string, value: unknown, wants: string) =>
  new RangeError(`${field} is ${JSON.stringify(value) ?? 'missing'}, not ${wants}`)
