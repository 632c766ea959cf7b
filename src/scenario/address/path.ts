import { quote } from '../decoded.ts'
import { nearest } from '../spelling.ts'
import { isId, type View } from '../view.ts'
import { drop, type Dropped } from './dropped.ts'
import { percentDecode } from './percent.ts'

interface PathRead {
  readonly view: View
  readonly drops: readonly Dropped[]
}

const explore: View = { name: 'explore' }

/** `/explore`, `/rule/<id>`, or nothing. */
export function readPath(path: string): PathRead {
  const { value = path } = percentDecode(path)
  const [name, id, ...more] = value
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '')
  if (name === undefined || (name === 'explore' && id === undefined)) return { view: explore, drops: [] }
  if (name === 'rule' && id !== undefined && isId(id) && more.length === 0)
    return { view: { name: 'rule', rule: id }, drops: [] }
  return { view: explore, drops: [dropPath(path, value, name)] }
}

function dropPath(path: string, value: string, name: string): Dropped {
  const param = { key: '', value, rawKey: '', raw: path, at: -1 }
  const says =
    name === 'rule'
      ? `There is no rule ${quote(value)}.`
      : `There is no view ${quote(value)}; explore is one.`
  const meant = name === 'rule' ? [] : nearest(name, ['explore', 'rule'])
  return drop(param, 'view', says, { value: 'explore', from: 'default' }, { says, meant })
}

export const writePath = (view: View) => (view.name === 'rule' ? `#/rule/${view.rule}` : '#/explore')
