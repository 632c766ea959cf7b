import { quote } from '../decoded.ts'
import { nearest } from '../spelling.ts'
import { isId, threadSteps, type View } from '../view.ts'
import { drop, type Dropped } from './dropped.ts'
import { percentDecode } from './percent.ts'

interface PathRead {
  readonly view: View
  readonly drops: readonly Dropped[]
}

const explore: View = { name: 'explore' }

/** How the segment behind a view's name is read: null where it is not one of that view's. */
const views: Readonly<Record<View['name'], (id: string | undefined) => View | null>> = {
  explore: (id) => (id === undefined ? explore : null),
  rule: (id) => (id !== undefined && isId(id) ? { name: 'rule', rule: id } : null),
  policies: (id) => (id === undefined ? { name: 'policies' } : null),
  claims: (id) => (id === undefined || isId(id) ? { name: 'claims', claim: id ?? null } : null),
  thread: (id) => {
    const step = /^\d{1,2}$/.test(id ?? '1') ? Number(id ?? 1) : 0
    return step >= 1 && step <= threadSteps ? { name: 'thread', step } : null
  },
  diagnose: (id) => (id === undefined ? { name: 'diagnose' } : null),
  compare: (id) => (id === undefined ? { name: 'compare' } : null),
}

const viewNames = Object.keys(views)

const isView = (name: string): name is View['name'] => Object.hasOwn(views, name)

/** `/explore`, `/rule/<id>`, `/policies`, `/claims/<id>`, `/thread/<1 to 8>`, `/diagnose`, `/compare`, or nothing. */
export function readPath(path: string): PathRead {
  const { value = path } = percentDecode(path)
  const [name, id, ...more] = value
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '')
  if (name === undefined) return { view: explore, drops: [] }
  const view = isView(name) && more.length === 0 ? views[name](id) : null
  return view ? { view, drops: [] } : { view: explore, drops: [dropPath(path, value, name)] }
}

/** What there is none of, by the view that was asked for. */
const missing: ReadonlyMap<string, string> = new Map([
  ['rule', 'There is no rule'],
  ['claims', 'There is no claim'],
  ['thread', `The thread has ${threadSteps} links, and none is`],
])

function dropPath(path: string, value: string, name: string): Dropped {
  const param = { key: '', value, rawKey: '', raw: path, at: -1 }
  const none = missing.get(name)
  const says = none
    ? `${none} ${quote(value)}.`
    : `There is no view ${quote(value)}; there are ${viewNames.slice(0, -1).join(', ')} and ${viewNames.at(-1)}.`
  const meant = none ? [] : nearest(name, viewNames)
  return drop(param, 'view', says, { value: 'explore', from: 'default' }, { says, meant })
}

/** The path of a view, `#/explore`. */
export function writePath(view: View): string {
  if (view.name === 'rule') return `#/rule/${view.rule}`
  if (view.name === 'thread') return `#/thread/${view.step}`
  if (view.name === 'claims' && view.claim !== null) return `#/claims/${view.claim}`
  return `#/${view.name}`
}
