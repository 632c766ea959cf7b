import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, test } from 'vitest'
import { vmaKinds } from '../../src/content/vma-kinds.ts'
import { ModelContext } from '../../src/ui/hooks.ts'
import { OfAlias } from '../../src/ui/inspector/OfAlias.tsx'
import { OfStep } from '../../src/ui/inspector/OfStep.tsx'
import { createLight, LightContext } from '../../src/ui/light.ts'
import { createModel } from '../../src/ui/model.ts'
import { loadParts } from '../../src/ui/part.ts'
import { asked, situationIn } from '../explain/coherency/asked.ts'

beforeAll(async () => {
  await loadParts()
})

/** The HTML of a part of the inspector, on a page at the default story. */
function drawn(part: ReactNode): string {
  const model = createModel()
  const lit = createElement(LightContext, { value: createLight(model, () => undefined) }, part)
  return renderToStaticMarkup(createElement(ModelContext, { value: model }, lit))
}

const text = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', '’')
    .replace(/\s+/g, ' ')

describe('the inspector on the guest’s read of the leak', () => {
  const answer = asked({ policy: 'before' })
  const situation = situationIn(answer, 'leak')
  const html = () =>
    drawn(createElement(OfStep, { answer, situation, steps: situation.bad?.steps ?? [], at: 3 }))

  test('begins with the step, what it is, and its sections in order', () => {
    const titles = [...html().matchAll(/<h[23]>(.*?)<\/h[23]>/g)].map(([, title]) => title)
    expect(text(html())).toMatch(/^ ?Picked: step 3, the guest’s read A read that goes around the cache/)
    expect(titles).toEqual([
      'A read that goes around the cache',
      'Why the guest’s alias is Device-nGnRE',
      'Why nobody cleaned',
      'What would close it',
      'Where it stands',
    ])
  })

  test('links the page of the row, and cites the manual', () => {
    expect(html()).toContain('href="#/rule/coherency-read-memory')
    expect(text(html())).toContain('Arm ARM: Mismatched memory attributes')
  })

  test('has what comes from a setting as something to pick', () => {
    expect(html()).toMatch(/<button type="button" class="phrase"[^>]*>/)
  })
})

test('the inspector on an alias says its type and where it differs', () => {
  const html = drawn(createElement(OfAlias, { answer: asked({ policy: 'before' }), id: 'vmm' }))
  expect(text(html)).toMatch(/Picked: an alias of the line VMM: Normal Write-Back/)
  expect(text(html)).toContain('Cacheability differs')
  expect(html).not.toContain('Rule:')
})

test('an interpretation wears its badge', () => {
  const answer = asked({ ...vmaKinds.anon.settings, fwb: false, mair: 0x4f })
  expect(drawn(createElement(OfAlias, { answer, id: 'guest' }))).toContain(
    '<span class="badge">interpretation</span>',
  )
})
