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

  test('says of each in sentences what changed, and has ids that an address can pick', () => {
    for (const { id, what, name } of timeline) {
      expect(isId(id)).toBe(true)
      expect(what).toMatch(/^[A-Z0-9a-z].*\.$/)
      expect(name.length).toBeLessThanOrEqual(24)
    }
    expect(new Set(timeline.map(({ id }) => id)).size).toBe(timeline.length)
  })
})
