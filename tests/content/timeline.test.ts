import { describe, expect, test } from 'vitest'
import { citations } from '../../src/cite/citations.ts'
import { timeline } from '../../src/content/timeline.ts'
import { policies } from '../../src/kvm/policies.ts'
import { isId } from '../../src/scenario/view.ts'

const versions = Array.from({ length: 10 }, (_, at) => `v${at + 1}`)

describe('the timeline of the thread', () => {
  test('has every version of the series, each with a message-id of its own', () => {
    const ids = versions.map((version) => {
      const event = timeline.find(({ id }) => id === version)
      const cited = event && citations[event.cite]
      return cited?.kind === 'mail' ? cited.messageId : null
    })
    expect(ids).not.toContain(null)
    expect(new Set(ids).size).toBe(10)
  })

  test('stands in the order of time, and each day is that of its mail', () => {
    const years = timeline.map(({ date }) => date.slice(0, 4))
    expect(years).toEqual(years.toSorted())
    const days = timeline.map(({ date }) => date).filter((date) => date.length === 10)
    expect(days).toEqual(days.toSorted())
    for (const { id, date, cite } of timeline) {
      const cited = citations[cite]
      expect(cited.kind === 'mail' ? cited.date : date, id).toBe(date)
    }
  })

  test('has a point for each policy, on the day of the policy', () => {
    for (const { id, date } of policies) {
      const events = timeline.filter((event) => event.policies.some((one) => one === id))
      expect(events.length, id).toBeGreaterThan(0)
      expect(
        events.map((event) => event.date),
        id,
      ).toContain(date)
    }
  })

  test('says of a version no more than is known of it', () => {
    const what = (id: string) => timeline.find((event) => event.id === id)?.what ?? ''
    // No errno of v10 and no move of the check in v8 was seen; v5 and v6 were not laid beside each other.
    expect(what('v10')).not.toMatch(/-E[A-Z]+/)
    expect(what('v8')).not.toMatch(/moved|refused/)
    expect(what('v6')).not.toMatch(/nothing changes/)
    expect(what('v9')).toMatch(/fault/)
  })

  test('calls the sketches of 6 June what they are: they restrict the memslot and guarantee nothing', () => {
    const refused = timeline.find(({ id }) => id === 'flag-refused')
    expect(refused?.what).toMatch(/two sketches of one that restricts the memslot/)
    expect(citations['mail-flag-refused'].says).toMatch(/two sketches of one that restricts the memslot/)
  })

  test('says of each in sentences what changed, and has ids that an address can pick', () => {
    for (const { id, what, name } of timeline) {
      expect(isId(id)).toBe(true)
      expect(what).toMatch(/^[A-Z0-9a-z].*\.$/)
      expect(name.length).toBeLessThanOrEqual(24)
    }
    expect(new Set(timeline.map(({ id }) => id)).size).toBe(timeline.length)
  })
})
