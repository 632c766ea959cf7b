import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layoutChecks, narrow, wide, type Geometry } from '../../src/diagrams/checks/layout.ts'
import { layoutGlyph } from '../../src/diagrams/checks/small.ts'
import type { Picture } from '../../src/diagrams/marks.ts'
import { checkLines } from '../../src/explain/checks.ts'
import { asSvg } from '../../src/export/svg.ts'
import { policies, policyNamed } from '../../src/kvm/policies.ts'
import { explainKvm, type Trace } from '../../src/kvm/trace.ts'
import { anyInputs } from '../kvm/arbitrary.ts'
import { checksPrefix, complaints, orphansOfChecks } from './golden.ts'
import { drawnActs, inputsOf } from './check-scenarios.ts'
import { overlaps, strays } from './placed.ts'
import { sweep } from '../sweep.ts'

/** The page's own style, from where the stored pictures lie. */
const css = ['ui/styles/tokens', 'diagrams/diagram']
  .map((name) => `@import '../../src/${name}.css';`)
  .join(' ')

const svgOf = (picture: Picture) =>
  asSvg(picture, css, { title: picture.title, description: 'See tests/diagrams/checks.test.ts.', link: '' })

const drawn = (trace: Trace, all: boolean, g: Geometry, title: string) =>
  layoutChecks(checkLines(trace, all), g, title)

/** Those that are drawn with every row too, and as glyphs. */
const inFull = ['usemem', 'no-fwb', 'gmem']

/** The stored pictures of a scenario: each act wide and narrow. */
function pictures(name: string): readonly (readonly [file: string, picture: Picture])[] {
  const of = drawnActs[name]
  if (!of) throw new RangeError(`drawn: ${name}`)
  const { traces } = explainKvm(policyNamed(of.policy), inputsOf(of))
  return of.acts.flatMap((act) => {
    const trace = traces[act]
    const file = `${checksPrefix}${name}-${act}`
    const title = `${act === 'memslot' ? 'Memslot' : 'Fault'}, ${policyNamed(of.policy).title}`
    return [
      [`${file}.svg`, drawn(trace, false, wide, title)],
      [`${file}-narrow.svg`, drawn(trace, false, narrow, title)],
      ...(inFull.includes(name)
        ? ([
            [`${file}-all.svg`, drawn(trace, true, wide, title)],
            [`${file}-glyph.svg`, layoutGlyph(trace)],
          ] as const)
        : []),
    ]
  })
}

const names = Object.keys(drawnActs)

describe('the pictures of the checks are as they were stored:', () => {
  test.each(names)('%s', (name) => {
    const wrong = pictures(name).flatMap(([file, picture]) => complaints(file, svgOf(picture)))
    expect(wrong.join('\n')).toBe('')
  })
})

test('every stored picture of checks is written by a test', () => {
  expect(orphansOfChecks(names.flatMap((name) => pictures(name).map(([file]) => file)))).toEqual([])
})

test.each([
  ['wide', wide],
  ['narrow', narrow],
] as const)('%s: no text lies on another, and nothing lies outside of the picture', (_, g) => {
  fc.assert(
    fc.property(anyInputs, fc.constantFrom(...policies), fc.boolean(), (inputs, policy, all) => {
      const { traces } = explainKvm(policy, inputs)
      for (const trace of [traces.memslot, traces.fault]) {
        const picture = drawn(trace, all, g, 'Checks')
        expect(overlaps(picture)).toEqual([])
        expect(strays(picture)).toEqual([])
      }
    }),
    { numRuns: sweep(300) },
  )
})

test('every check line is a node that says state, condition and exit', () => {
  const { traces } = explainKvm(policyNamed('linux-7.3'), inputsOf({ changes: {} }))
  const svg = JSON.stringify(drawn(traces.memslot, false, wide, 'Memslot').marks)
  expect(svg).toContain(
    'passed over: VM_PFNMAP[1] && kvm_vma_is_cacheable()[1] && !(FWB[1] && DIC[1]), would exit with -EINVAL from KVM_SET_USER_MEMORY_REGION2, since Linux 6.17',
  )
})

test('a glyph has at most eight nodes', () => {
  fc.assert(
    fc.property(anyInputs, fc.constantFrom(...policies), (inputs, policy) => {
      const { traces } = explainKvm(policy, inputs)
      expect(layoutGlyph(traces.fault).marks.length).toBeLessThanOrEqual(9)
      expect(layoutGlyph(traces.fault).width).toBeLessThanOrEqual(80)
    }),
  )
})
