import { expect, test } from 'vitest'
import type { Check } from '../../src/kvm/check.ts'
import { policies } from '../../src/kvm/policies.ts'
import { settingOfId } from '../../src/scenario/id.ts'
import { settingOf, settings } from '../../src/scenario/schema.ts'

const flagSettings = [settingOf('vma'), settingOf('slot')] as const

const idsIn = ({ id, inner = [] }: Check): readonly string[] => [id, ...inner.flatMap(idsIn)]

test('a key names its setting, and key, hyphen, word the one that holds that flag', () => {
  for (const setting of settings) expect(settingOfId(setting.key)).toBe(setting)
  for (const setting of flagSettings)
    for (const { word } of setting.flags) expect(settingOfId(`${setting.key}-${word}`)).toBe(setting)
})

test('what is neither names none: other words, properties, and the checks of KVM', () => {
  const checks = policies.flatMap(({ memslot, fault }) =>
    [...memslot, ...fault].flatMap((fn) => fn.checks.flatMap(idsIn)),
  )
  const others = ['', 'type', 'par-attr', 'vma-', 'vma-bogus', 'fwb-pfnmap', '-pfnmap', 'constructor']
  expect([...others, ...new Set(checks)].filter((id) => settingOfId(id) !== undefined)).toEqual([])
})
