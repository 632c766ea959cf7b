import type { Address } from '../../src/scenario/address.ts'
import {
  firstVersion,
  migrations,
  versionOf as versionOfAddresses,
} from '../../src/scenario/address/migrations.ts'
import { readNumber } from '../../src/scenario/kinds/number.ts'
import { besidesFields, sameField } from '../../src/scenario/besides.ts'
import { findSetting } from '../../src/scenario/schema.ts'
import { openField, pickField } from '../../src/scenario/view.ts'

/** The pairs of a fragment, as written: behind the first `?`, between `&`, without punctuation at the end. */
export function pairsOf(fragment: string): readonly string[] {
  const body = fragment.replace(/^#/, '').replace(/[.,;:!?)\]}>'"*`]+$/, '')
  const query = body.includes('?') ? body.slice(body.indexOf('?') + 1) : ''
  return query.split(/&amp;|&/).filter((pair) => pair !== '')
}

const split = (pair: string) =>
  (pair.includes('=') ? /^([^=]*)=([^]*)$/.exec(pair)?.slice(1) : [pair, '']) ?? []

/**
 * The pairs of which nobody can tell what became of them. A pair is accounted for if it is reported as
 * written, if it is kept, or if its value is the one that counts.
 */
export function lostPairs(fragment: string, address: Address): readonly string[] {
  const pairs = pairsOf(fragment)
  const version = versionOf(pairs)
  return pairs.filter((pair) => !isReported(pair, address) && !tookEffect(pair, address, version))
}

const decodedPair = (pair: string) => {
  try {
    return split(decodeURIComponent(pair))
  } catch {
    return split(pair)
  }
}

/** The version that an address is read as: the last one given that there is. */
function versionOf(pairs: readonly string[]): number | undefined {
  const given = pairs
    .map(decodedPair)
    .filter(([key = '']) => key.trim().toLowerCase() === 'v')
    .map(([, value = '']) => readNumber(value.trim())?.value ?? 0)
  const last = given.findLast((version) => version >= firstVersion)
  return last && Math.min(last, versionOfAddresses(migrations))
}

function isReported(pair: string, { dropped }: Address): boolean {
  const [rawKey, raw] = split(pair)
  return dropped.some((one) => one.key === rawKey && one.raw === raw)
}

function tookEffect(pair: string, address: Address, version: number | undefined): boolean {
  const [rawKey = '', rawValue = ''] = split(decodeURIComponent(pair))
  const key = rawKey.trim().toLowerCase()
  const value = rawValue.trim()
  const ofOther = key.startsWith('b.') ? findSetting(key.slice(2)) : undefined
  if (ofOther) return ofOther.decode(value).value === (address.besides.other ?? address.scenario)[ofOther.key]
  if (key === sameField.key) return sameField.decode(value).value === (address.besides.other !== null)
  const field = Object.entries(besidesFields).find(([, one]) => one.key === key)
  if (field) {
    const counts = address.besides[field[0] as keyof typeof besidesFields]
    return JSON.stringify(field[1].decode(value).value) === JSON.stringify(counts)
  }
  const setting = findSetting(key)
  if (setting) return setting.decode(value).value === address.scenario[setting.key]
  if (key === 'v') return readNumber(value)?.value === version
  if (key === 'p') return address.preset === value.toLowerCase()
  if (key === 'pick') return pickField.decode(value).value === address.pick
  return key === 'open' && openField.decode(value).value?.join() === address.open.join()
}
