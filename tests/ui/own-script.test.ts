import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { vmaKinds } from '../../src/content/vma-kinds.ts'
import { ownAnswer } from '../../src/explain/coherency/own-answer.ts'
import { ownField, type OwnScript as Own } from '../../src/scenario/own-script.ts'
import { OwnScript } from '../../src/ui/coherency/OwnScript.tsx'
import {
  addedStep,
  doing,
  doneBy,
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
    expect(html).toContain('✓ coherent')
    expect(html).toContain('✗ not coherent')
    expect(html).toContain('Two outcomes are possible, of which only b is coherent')
  })

  test('marks no outcome where none is the right one, or nothing is read', () => {
    for (const script of ['a.clean-b+vmm-r', 'a', 'a+vmm-w-b']) {
      expect(rendered(script)).not.toContain('own-mark')
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
      'aria-label="Add DC CVAC by the VMM after its write in step 1"',
    )
    expect(rendered('a+vmm-w-b+vmm-r')).not.toContain('What repairs it')
  })

  test('says of a step whose alias does not exist that it is left out', () => {
    const leaking = asked({ policy: 'before' }).aliases
    const html = rendered('a+kvm-civac', [], false, leaking)
    expect(html).toContain('Step 1 is left out: the kernel’s linear map does not have the page')
    expect(rendered('a+kvm-r', [], false, leaking)).toContain('the linear map: none')
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

  test('that changes the deed keeps who does it, and the alias and the value where both deeds have them', () => {
    const write = { by: 'guest', do: 'write', value: 'd', as: 'NC' } as const
    expect(doing(write, 'read')).toEqual({ by: 'guest', do: 'read', as: 'NC' })
    expect(doing(write, 'write')).toEqual(write)
    expect(doing(write, 'clean')).toEqual({ by: 'guest', do: 'clean' })
    expect(doing({ by: 'kvm', do: 'clean' }, 'write')).toEqual({
      by: 'kvm',
      do: 'write',
      value: 'b',
      as: null,
    })
    expect(doneBy(write, 'vmm')).toEqual({ ...write, by: 'vmm' })
    expect(doneBy(write, 'nobody')).toEqual(write)
  })
})
