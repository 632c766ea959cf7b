import { expect, test } from 'vitest'
import { citations, type CitationId } from '../../src/cite/citations.ts'
import { placeOf } from '../../src/export/text/place.ts'

const ids = Object.keys(citations) as CitationId[]

/** The same, told of one citation by its kind. */
function told(id: CitationId): string {
  const place = citations[id]
  if (place.kind === 'arm') return place.pseudocode ?? place.topic ?? ''
  return place.kind === 'linux' ? place.function : ''
}

test('a rule stands at its pseudocode, else at its topic or its kernel function; what is neither has no place', () => {
  expect(ids.filter((id) => placeOf({ cite: [id] }) !== told(id))).toEqual([])
  expect(placeOf({ cite: [] })).toBe('')
})

test('of several places a function of the pseudocode goes first, wherever it stands, and else the first that has a name', () => {
  const has = (key: 'topic' | 'pseudocode') => (id: CitationId) => key in citations[id]
  const code = ids.find(has('pseudocode'))
  const topic = ids.find((id) => has('topic')(id) && !has('pseudocode')(id))
  const kernel = ids.find((id) => citations[id].kind === 'linux')
  const mail = ids.find((id) => citations[id].kind === 'mail')
  expect([code, topic, kernel, mail]).not.toContain(undefined)
  if (!code || !topic || !kernel || !mail) return
  expect(placeOf({ cite: [topic, kernel, code] })).toBe(told(code))
  expect(placeOf({ cite: [mail, kernel, topic] })).toBe(told(kernel))
  expect(placeOf({ cite: [mail, topic, kernel] })).toBe(told(topic))
})
