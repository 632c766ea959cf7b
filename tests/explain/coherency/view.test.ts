import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stepId, stepNumber, type LaneView, type LineView } from '../../../src/explain/coherency/view.ts'
import { anyOwnRun, runOf, runs, viewOf, viewsOf } from './line-runs.ts'
import { tellRun, type StepTold } from '../../../src/explain/coherency/run-words.ts'
import { tokensOf } from '../../../src/explain/coherency/value-token.ts'
import { vmaKinds } from '../../../src/content/vma-kinds.ts'

const last = (run: (typeof runs)[keyof typeof runs]) => viewOf(run, run.steps.length - 1)
const lane = ({ lanes }: LineView, id: LaneView['id']) => lanes.find((one) => one.id === id)

describe('the leak under Linux 6.9 to 6.16 shows', () => {
  const views = viewsOf(runs.leak)

  test('the line as it was, before anyone acts', () => {
    expect(views[0]).toMatchObject({
      cache: { state: 'absent', value: null },
      memory: { value: { letter: 'S', value: 'secret' }, is: 'what the previous tenant left' },
      flow: null,
      end: null,
    })
    expect(Object.values(views[0]?.parties ?? {}).map(({ did }) => did)).toEqual([null, null, null])
  })

  test('the VMM’s zeros on their way into the cache, which then holds them dirty', () => {
    expect(views[1]).toMatchObject({
      cache: { state: 'dirty', value: { letter: 'Z', value: 'zero' } },
      flow: { way: ['vmm-cache'], to: 'cache' },
      parties: { vmm: { now: true, did: { words: 'is what it writes' } }, guest: { now: false } },
    })
    expect(views[2]?.parties.vmm).toMatchObject({ now: false, did: { words: 'written in step 1' } })
  })

  test('the guest’s read around the cache, black as it should not have been, and the end', () => {
    expect(views[3]).toMatchObject({
      flow: { way: ['guest-around'], to: 'guest' },
      parties: {
        guest: { now: true, did: { bad: true, words: 'is what it reads', value: { letter: 'S' } } },
      },
      end: { good: false, says: 'The guest reads secret', because: 'zero is still dirty in the cache' },
    })
    expect(views.slice(0, 3).map(({ end }) => end)).toEqual([null, null, null])
  })

  test('through what each party maps the line', () => {
    const { vmm, guest, linear } = views[0]?.parties ?? {}
    expect(vmm?.where).toBe('host stage 1, MT_NORMAL')
    expect(guest?.where).toBe('both stages combined')
    expect(linear).toMatchObject({ exists: false })
  })

  test('each way with what the alias is there', () => {
    expect(lane(last(runs.leak), 'vmm-cache')).toMatchObject({
      type: 'Write-Back',
      codes: ['WB'],
      state: 'done',
    })
    expect(lane(last(runs.leak), 'guest-around')).toMatchObject({
      type: 'Device-nGnRE',
      codes: ['nGnRE'],
      state: 'now',
      up: 'now',
      down: null,
    })
  })

  test('that the dirty copy could go to memory, which nothing of the run does', () => {
    for (const view of views) expect(lane(view, 'write-back')?.state).toBe('unused')
  })

  test('KVM’s step beside the linear map, in its words', () => {
    expect(views[2]?.discs[2]).toMatchObject({
      lane: 'kvm',
      state: 'now',
      words: ['KVM maps the page', 'no maintenance'],
    })
  })
})

describe('a way', () => {
  test('of a cacheable read that misses leads from memory through the cache', () => {
    expect(viewOf(runs['guest-to-vmm'], 2).flow).toEqual({ way: ['fill', 'vmm-cache'], to: 'vmm' })
  })

  test('of a read that finds a copy does not come from memory', () => {
    const view = last(runs['guest-to-vmm'])
    expect(view.flow).toEqual({ way: ['vmm-cache'], to: 'vmm' })
    expect(view.end).toMatchObject({ says: 'The VMM reads old', because: 'memory holds guest' })
  })

  test('of an access that a copy answers, though it should go around, comes from the cache', () => {
    expect(last(runs.hits).flow).toEqual({ way: ['guest-hit'], to: 'guest' })
    expect(last(runs.hits).discs.at(-1)?.lane).toBe('guest-hit')
    expect(lane(last(runs.hits), 'guest-around')?.state).toBe('done')
  })

  test('shows both ways that values go along it, whichever step is shown', () => {
    const heads = viewsOf(runs['lost-write']).map((view) => {
      const { up, down } = lane(view, 'guest-around') ?? {}
      return [up, down]
    })
    expect(heads[3]).toEqual(['to-come', 'now'])
    expect(heads[4]).toEqual(['to-come', 'done'])
    expect(heads[5]).toEqual(['now', 'done'])
  })

  test('without a disc of its own says in which step a value goes along it', () => {
    const words = (view: LineView) => lane(view, 'fill')?.passing?.words
    expect(viewsOf(runs['guest-to-vmm']).map(words)).toEqual(
      runs['guest-to-vmm'].steps.map(() => ['filled in', 'step 2']),
    )
    const { aliases } = runs.leak
    const past = tellRun(
      { before: { what: '', says: [] }, stepWords: () => '', wanted: [] },
      {
        script: [{ by: 'vmm', do: 'read', attr: 'WB' }],
        start: { memory: 'a', cache: null },
        options: { fill: false, hits: false },
        taken: ['coherency-read-no-allocate'],
      },
    )
    expect(words(viewOf({ aliases, steps: past }, 1))).toEqual(['no copy,', 'step 1'])
  })

  test('that should go around a cache which answers is drawn too', () => {
    fc.assert(
      fc.property(anyOwnRun, (run) => {
        const { lanes } = last(run)
        const ids = lanes.map(({ id }) => id)
        const answered = ids.filter((id) => id === 'vmm-hit' || id === 'guest-hit')
        expect(
          answered.filter((id) => !ids.includes(id === 'vmm-hit' ? 'vmm-around' : 'guest-around')),
        ).toEqual([])
      }),
    )
  })

  test('of maintenance leads to memory where it writes the copy there', () => {
    expect(viewOf(runs.civac, 4)).toMatchObject({ flow: { way: ['write-back'], to: 'memory' } })
    expect(viewOf(runs.civac, 4).discs[4]?.words).toEqual(['DC CIVAC', 'by the VMM'])
  })
})

test('a clean copy that is dropped goes nowhere, and its stub is the present one', () => {
  fc.assert(
    fc.property(anyOwnRun, (run) => {
      const dropping = viewsOf(run).filter(({ discs, now }) => discs[now]?.lane === 'drop')
      expect(dropping.filter((view) => view.flow !== null || lane(view, 'drop')?.state !== 'now')).toEqual([])
    }),
  )
})

test('what happens by itself says so', () => {
  const { discs } = last(runs['lost-write'])
  expect(discs.filter(({ spontaneous }) => spontaneous).map(({ words, who }) => [who, ...words])).toEqual([
    ['itself', 'evicted,', 'by itself'],
  ])
})

test('a run in which no read is wrong ends well with its last read', () => {
  const views = viewsOf(runs.safe)
  expect(views.at(-1)?.end).toMatchObject({ good: true, says: 'The VMM reads guest' })
  expect(views.at(-2)?.end).toBeNull()
})

test('an alias whose inner and outer type differ goes where it counts as the worse, and keeps both codes', () => {
  const { settings } = vmaKinds.anon
  const run = runOf({ ...settings, fwb: false, mair: 0xf4 }, 'guest-to-vmm')
  const shown = last(run).lanes.find(({ party }) => party === 'guest')
  expect(shown?.codes).toHaveLength(2)
  expect(shown?.type).toBe('outer WB, inner NC')
  expect(shown?.id).toBe('guest-around')
})

test('a guest that may choose is drawn as what it chose, not as what it is', () => {
  const { settings } = vmaKinds.anon
  const run = runOf({ ...settings, fwb: false }, 'guest-to-vmm', { anyGuest: true })
  const shown = last(run).lanes.find(({ party }) => party === 'guest')
  expect(shown?.id).toBe('guest-around')
  expect(['Non-cacheable', 'Device']).toContain(shown?.type)
})

describe('in any run', () => {
  test('each step has one disc, before it done, after it to come', () => {
    fc.assert(
      fc.property(anyOwnRun, fc.nat(), (run, at) => {
        const now = at % run.steps.length
        const { discs } = viewOf(run, now)
        expect(discs.map(({ id }) => id)).toEqual(run.steps.map((_, number) => stepId(number)))
        expect(discs.map(({ state }) => state)).toEqual(
          run.steps.map((_, number) => (number < now ? 'done' : number === now ? 'now' : 'to-come')),
        )
      }),
    )
  })

  test('each disc stands on a lane that is drawn, or where KVM’s stand, or at memory', () => {
    fc.assert(
      fc.property(anyOwnRun, (run) => {
        const { discs, lanes } = last(run)
        const drawn: readonly string[] = ['kvm', 'before', ...lanes.map(({ id }) => id)]
        expect(discs.filter((disc) => !drawn.includes(disc.lane))).toEqual([])
      }),
    )
  })

  test('the ways of the present step, and no others, are now', () => {
    fc.assert(
      fc.property(anyOwnRun, (run) => {
        for (const { lanes, flow } of viewsOf(run)) {
          const now = lanes.filter(({ state }) => state === 'now').map(({ id }) => id)
          const way = (flow?.way ?? []) as readonly string[]
          expect(now.filter((id) => id !== 'drop').toSorted()).toEqual(way.toSorted())
        }
      }),
    )
  })

  test('the lanes are the same at every step', () => {
    fc.assert(
      fc.property(anyOwnRun, (run) => {
        const ids = viewsOf(run).map(({ lanes }) => lanes.map(({ id }) => id).join(' '))
        expect(new Set(ids).size).toBe(1)
      }),
    )
  })

  test('two values never share a letter', () => {
    for (const run of Object.values(runs)) {
      const all = viewsOf(run).flatMap(({ cache, memory, parties }) =>
        [cache.value, memory.value, parties.vmm.did?.value, parties.guest.did?.value].filter((one) => !!one),
      )
      const letters = new Map(all.map(({ value, letter }) => [value, letter]))
      expect(new Set(letters.values()).size).toBe(letters.size)
    }
  })
})

test('memory is as it was while it holds what it held, and no longer', () => {
  const words = viewsOf(runs['lost-write']).map(({ discs }) => discs[0]?.words)
  expect(words).toEqual([
    ['as it was'],
    ['as it was'],
    ['as it was'],
    ['at first'],
    ['at first'],
    ['at first'],
  ])
})

test('a value of one character is its own letter, which no other has', () => {
  const [first] = runs.leak.steps as [StepTold]
  const stateOf = (memory: string): StepTold => ({ ...first, state: { memory, cache: null } })
  const tokenOf = tokensOf(['beta', 'b', 'B', '0'].map(stateOf))
  expect(['b', 'B', '0', 'beta'].map((value) => tokenOf(value).letter)).toEqual(['b', 'B', '0', 'E'])
})

test('the letter of a value is the first of its word', () => {
  const { cache, memory } = viewOf(runs.leak, 1)
  expect([cache.value?.letter, memory.value.letter]).toEqual(['Z', 'S'])
})

test('the id of a step names its place, and nothing else does', () => {
  expect([0, 13].map((place) => stepNumber(stepId(place)))).toEqual([0, 13])
  expect(['read-1', 'step-', 'step-1a', 'alias-vmm'].map(stepNumber)).toEqual([null, null, null, null])
})

test('a place that the run does not have is refused', () => {
  expect(() => viewOf(runs.leak, 4)).toThrow('now is 4, and the run has 4 rows')
})
