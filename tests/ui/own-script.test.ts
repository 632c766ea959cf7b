import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { vmaKinds } from '../../src/content/vma-kinds.ts'
import { ownAnswer, ownWithPlan } from '../../src/explain/coherency/own-answer.ts'
import { ownField, type OwnScript as Own } from '../../src/scenario/own-script.ts'
import { RunTable } from '../../src/ui/coherency/RunTable.tsx'
import { OwnScript } from '../../src/ui/coherency/OwnScript.tsx'
import {
  addedStep,
  doing,
  doneBy,
  firstAdded,
  freshValue,
  movedStep,
  withStep,
  withoutStep,
} from '../../src/ui/coherency/own-edits.ts'
import { asked } from '../explain/coherency/asked.ts'

const own = (text: string): Own => ownField.decode(text).value ?? expect.fail(text)
const text = (edited: Own) => ownField.encode(edited)

const { aliases } = asked({ ...vmaKinds.anon.settings, fwb: false, mair: 0x44 })
const nothing = () => undefined

/** The editor as HTML, for a script in a scenario whose guest goes around the cache. */
function rendered(script: string, run: readonly string[] = [], hits = false, of = aliases): string {
  const answer = ownAnswer(of, own(script), { hits })
  return renderToStaticMarkup(
    createElement(OwnScript, { own: own(script), answer, run, onChange: nothing, onRun: nothing }),
  )
}

/** The accessible names of all selects and buttons that have one of their own, in their order. */
const names = (html: string) =>
  [...html.matchAll(/<(?:select|button)[^>]* aria-label="([^"]*)"/g)].map(([, one]) => one)

/** The words beside the marks of the outcomes. */
const marks = (html: string) => [...html.matchAll(/<\/svg> (good|bad)</g)].map(([, one]) => one)

const repeats = 'not enough if each write had a value of its own'

const count = (html: string, part: string) => html.split(part).length - 1

describe('the editor of a script of one’s own', () => {
  test('has for each step who, what, the value of a write and the alias of an access, and its buttons, all with names', () => {
    expect(names(rendered('a+vmm-w-b+kvm-civac+guest-r'))).toEqual([
      'Step 1, who',
      'Step 1, what',
      'Step 1, value',
      'Step 1, through',
      'Move step 1 up',
      'Move step 1 down',
      'Remove step 1',
      'Step 2, who',
      'Step 2, what',
      'Move step 2 up',
      'Move step 2 down',
      'Remove step 2',
      'Step 3, who',
      'Step 3, what',
      'Step 3, through',
      'Move step 3 up',
      'Move step 3 down',
      'Remove step 3',
    ])
  })

  test('names the alias that each has in the scenario, and shows the one by hand', () => {
    const html = rendered('a+guest-r+kvm-r-nc')
    expect(html).toContain('its own: Normal Non-cacheable')
    expect(html).toContain('the linear map: Normal Write-Back')
    expect(html).toContain('<option value="NC" selected="">by hand: Non-cacheable</option>')
  })

  test('has no way up for the first step and none down for the last, and keeps the buttons', () => {
    const html = rendered('a+vmm-w-b+guest-r')
    expect(
      [...html.matchAll(/aria-label="(Move[^"]*)" aria-disabled="true"/g)].map(([, one]) => one),
    ).toEqual(['Move step 1 up', 'Move step 2 down'])
  })

  test('lists every outcome once, the coherent one first, and checks the one that is replayed', () => {
    const html = rendered('a+vmm-w-b+guest-r', ['a'])
    const radios = [...html.matchAll(/<input type="radio"[^>]*?( checked="")?\/><code>([^<]*)<\/code>/g)]
    expect(radios.map(([, checked, values]) => [values, checked !== undefined])).toEqual([
      ['b', false],
      ['a', true],
    ])
    expect(marks(html)).toEqual(['good', 'bad'])
    expect(html).toContain('Permitted outcomes: 2, good: 1')
    expect(html).toContain('Two outcomes are possible, of which only b is coherent')
  })

  test('marks no outcome where none is the right one, or nothing is read', () => {
    for (const script of ['a.clean-b+vmm-r', 'a', 'a+vmm-w-b']) {
      expect(marks(rendered(script))).toEqual([])
      expect(rendered(script)).not.toContain('good: ')
      expect(count(rendered(script), 'type="radio"')).toBeGreaterThan(0)
    }
  })

  test('shows of thousands of outcomes the first, and the one that is replayed', () => {
    const last = Array.from({ length: 12 }, (_, at) => (at === 5 ? 'a' : 'b'))
    const html = rendered(`a.dirty-b${'+guest-r'.repeat(12)}`, last, true)
    expect(count(html, 'type="radio"')).toBe(17)
    expect(count(html, 'checked=""')).toBe(1)
    expect(html).toContain('Show all 4096 outcomes')
    expect(rendered('a+vmm-w-b+guest-r')).not.toContain('Show all')
  })

  test('says at twelve steps that there can be no more, in the script and of a repair', () => {
    const html = rendered(`a+vmm-w-b${'+guest-r'.repeat(11)}`)
    expect(html).toContain('A script has twelve steps at most.')
    expect(html).toContain('<button type="button" aria-disabled="true">Add a step</button>')
    expect(html).toContain('would make more than twelve steps')
    const shorter = rendered(`a+vmm-w-b${'+guest-r'.repeat(10)}`)
    expect(shorter).not.toContain('at most')
    expect(shorter).not.toContain('more than twelve')
  })

  test('offers repairs where the script is not coherent, and only there', () => {
    expect(rendered('a+vmm-w-b+guest-r')).toContain(
      'Insert it and replay<span class="visually-hidden">: DC CVAC by the VMM after its write in step 1 of the script</span>',
    )
    expect(rendered('a+vmm-w-b+guest-r')).toContain('The smallest repair')
    expect(rendered('a.dirty-b+kvm-r-nc')).toContain('No repair by VMM or guest')
    expect(rendered('a+vmm-w-b+vmm-r')).not.toContain('repair')
  })

  test('lists the first repairs, and has a button for all of them where there are more', () => {
    const html = rendered('a+vmm-w-b+vmm-r+vmm-r+guest-r')
    expect(html).toContain('<button type="button">Show all 6 repairs</button>')
    expect(count(html, 'Insert it and replay<span class="visually-hidden">: DC C')).toBe(6)
    expect(rendered('a+vmm-w-b+guest-r')).not.toContain('Show all')
  })

  test('says of a repair that it is enough only as a value is written twice', () => {
    expect(count(rendered('a+vmm-w-b+vmm-w-b+kvm-r+guest-r'), repeats)).toBe(2)
    expect(rendered('a+vmm-w-b+vmm-w-c+kvm-r+guest-r')).not.toContain(repeats)
  })

  test('says of a step whose alias does not exist that it is left out', () => {
    const leaking = asked({ policy: 'before' }).aliases
    const html = rendered('a+kvm-civac', [], false, leaking)
    expect(html).toContain('Step 1 is left out: the kernel’s linear map does not have the page')
    expect(rendered('a+kvm-r', [], false, leaking)).toContain('the linear map: none')
  })
})

describe('the run of a script of one’s own', () => {
  test('says in its table which step of the script a row is; a situation has no such column', () => {
    const answer = ownAnswer(aliases, own('a+vmm-w-b+guest-r'), { hits: false })
    const steps = answer.bad?.steps ?? []
    const table = (places?: readonly number[]) =>
      renderToStaticMarkup(createElement(RunTable, { steps, now: null, places }))
    expect(table([0, 4])).toContain('<th scope="col">script</th>')
    const cells = [...table([0, 4]).matchAll(/<td class="in-script">([^<]*)<\/td>/g)].map(([, one]) => one)
    expect(cells).toEqual(['–', '1', '5'])
    expect(table()).not.toContain('script')
  })
})

describe('an edit of a script of one’s own', () => {
  test('moves, removes and changes one step, and leaves the others as they are', () => {
    const three = own('b.dirty-c+vmm-w-b+kvm-civac+guest-r')
    expect(text(movedStep(three, 0, 2))).toBe('b.dirty-c+kvm-civac+guest-r+vmm-w-b')
    expect(text(movedStep(three, 2, 1))).toBe('b.dirty-c+vmm-w-b+guest-r+kvm-civac')
    expect(text(movedStep(three, 7, 1))).toBe(text(three))
    expect(text(withoutStep(three, 1))).toBe('b.dirty-c+vmm-w-b+guest-r')
    expect(text(withStep(three, 1, { by: 'guest', do: 'clean' }))).toBe(
      'b.dirty-c+vmm-w-b+guest-cvac+guest-r',
    )
  })

  test('adds first a write of something new, then reads by the guest and the VMM in turn', () => {
    let script = own('b')
    for (let step = 0; step < 3; step += 1) script = addedStep(script)
    expect(text(script)).toBe('b+vmm-w-a+guest-r+vmm-r')
    expect(text(addedStep(own('a.clean-b')))).toBe('a.clean-b+vmm-w-c')
  })

  test('that makes a step a write gives it a letter that nothing has yet, or else the one that is longest ago', () => {
    expect(freshValue(own('a'))).toBe('b')
    expect(freshValue(own('a+vmm-w-b+guest-r'))).toBe('c')
    expect(freshValue(own('a.dirty-d+vmm-w-b'))).toBe('c')
    expect(freshValue(own('a+vmm-w-b+vmm-w-c+guest-w-d'))).toBe('a')
    expect(freshValue(own('b.clean-a+vmm-w-c+guest-w-d+vmm-w-b'))).toBe('a')
  })

  test('knows the step that a repair added, the first of two', () => {
    const answer = ownAnswer(aliases, own('a+vmm-w-b+guest-r'), { hits: false })
    const [plan] = answer.repairs[0]?.plans ?? []
    const mended = ownWithPlan(answer, 'vmm', plan?.plan ?? []) ?? answer.own
    expect(firstAdded(answer.own, mended)).toBe(1)
    expect(firstAdded(answer.own, answer.own)).toBe(-1)
  })

  test('that changes the deed keeps who does it, and the alias and the value where both deeds have them', () => {
    const write = { by: 'guest', do: 'write', value: 'd', as: 'NC' } as const
    expect(doing(write, 'read', 'c')).toEqual({ by: 'guest', do: 'read', as: 'NC' })
    expect(doing(write, 'write', 'c')).toEqual(write)
    expect(doing(write, 'clean', 'c')).toEqual({ by: 'guest', do: 'clean' })
    expect(doing({ by: 'kvm', do: 'clean' }, 'write', 'c')).toEqual({
      by: 'kvm',
      do: 'write',
      value: 'c',
      as: null,
    })
    expect(doneBy(write, 'vmm')).toEqual({ ...write, by: 'vmm' })
    expect(doneBy(write, 'nobody')).toEqual(write)
  })
})
