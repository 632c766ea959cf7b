import { quote, type Misread } from '../decoded.ts'
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
  thread: (id = '1') => {
    if (id === 'why') return { name: 'thread', step: id }
    const step = /^\d{1,2}$/.test(id) ? Number(id) : 0
    return step >= 1 && step <= threadSteps ? { name: 'thread', step } : null
  },
  diagnose: (id) => (id === undefined ? { name: 'diagnose' } : null),
  compare: (id) => (id === undefined ? { name: 'compare' } : null),
}

/** The pages that have an address without more. */
const pageNames = Object.keys(views).filter((name) => name !== 'rule')

const isView = (name: string): name is View['name'] => Object.hasOwn(views, name)

/** `/explore`, `/rule/<id>`, `/policies`, `/claims/<id>`, `/thread/<1 to 8, why>`, `/diagnose`, `/compare`, or nothing. */
export function readPath(path: string): PathRead {
  const { value = path } = percentDecode(path)
  const [written, ...behind] = value.split('/').filter((segment) => segment !== '')
  if (written === undefined) return { view: explore, drops: [] }
  const name = written.toLowerCase()
  if (!isView(name)) return { view: explore, drops: [dropPath(path, explore, noPage(name))] }
  const view = behind.length > 1 ? null : views[name](behind[0]?.toLowerCase())
  if (view) return { view, drops: [] }
  const instead = views[name](undefined) ?? explore
  const says = noneOf(name, quote(behind.join('/')))
  const [{ length: from } = ''] = /^\/*[^/]+\/+/.exec(path) ?? []
  return { view: instead, drops: [dropPath(path, instead, { says, bad: [from, path.length] })] }
}

const noPage = (name: string): Misread => ({
  says: `There is no page ${quote(name)}; there are ${pageNames.slice(0, -1).join(', ')} and ${pageNames.at(-1)}.`,
  meant: nearest(name, pageNames),
})

/** What a page was asked for and has not. */
function noneOf(name: View['name'], asked: string): string {
  if (name === 'thread') return `The thread has no link ${asked}; it has links 1 to ${threadSteps}, and why.`
  if (name === 'claims') return `There is no claim ${asked}.`
  if (name !== 'rule') return `The page ${name} has no part ${asked}.`
  return asked === '' ? 'A rule stands behind rule/, and none does here.' : `There is no rule ${asked}.`
}

function dropPath(path: string, instead: View, misread: Misread): Dropped {
  const param = { key: '', value: path, rawKey: '', raw: path, at: -1 }
  const used = { value: writePath(instead).slice(2), from: 'default' } as const
  return drop(param, 'view', misread.says, used, misread)
}

/** The path of a view, `#/explore`. */
export function writePath(view: View): string {
  if (view.name === 'rule') return `#/rule/${view.rule}`
  if (view.name === 'thread') return `#/thread/${view.step}`
  if (view.name === 'claims' && view.claim !== null) return `#/claims/${view.claim}`
  return `#/${view.name}`
}
