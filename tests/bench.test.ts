import { expect, test } from 'vitest'
import { engineBenches } from '../scripts/bench/engine.ts'

test('the engine is measured under the names that the limits are set for', () => {
  expect(Object.keys(engineBenches()).toSorted()).toEqual([
    'coherency.answer',
    'coherency.situation',
    'combine.explained',
    'combine.packed.build',
    'combine.packed.ordered',
    'combine.packed.random',
    'combine.rows',
    'decide.linux-7.3',
    'decide.pack',
    'decide.policies',
    'resolve.default',
    'translate.explained',
    'translate.nested24',
    'translate.walks',
  ])
})
