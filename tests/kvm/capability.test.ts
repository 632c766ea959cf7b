import { describe, expect, test } from 'vitest'
import { capability, idRegisterFwb, smapsFlags } from '../../src/kvm/capability.ts'
import { defaultKvmInputs } from '../../src/kvm/inputs.ts'
import { policies, policyNamed } from '../../src/kvm/policies.ts'

const linux73 = policyNamed('linux-7.3')
const before = policyNamed('before')

describe('KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED', () => {
  test.each([
    [true, true, 1],
    [true, false, 0],
    [false, true, 0],
    [false, false, 0],
  ])('reads FWB=%s and DIC=%s as %s on a VM', (fwb, dic, value) => {
    expect(capability(linux73, { ...defaultKvmInputs, fwb, dic }, 'vm')).toEqual({ value, errno: null })
  })

  test.each([
    ['fwb', true, false, 1],
    ['fwb', false, true, 0],
    ['fwb && dic', true, false, 0],
  ] as const)('%s with FWB=%s and DIC=%s is %s', (rule, fwb, dic, value) => {
    const policy = { ...linux73, capability: rule }
    expect(capability(policy, { ...defaultKvmInputs, fwb, dic }, 'vm')).toEqual({ value, errno: null })
  })

  test('is -EINVAL on /dev/kvm, and 0 everywhere on a kernel that does not know it', () => {
    expect(capability(linux73, defaultKvmInputs, '/dev/kvm')).toEqual({ value: null, errno: 'EINVAL' })
    for (const fd of ['vm', '/dev/kvm'] as const)
      expect(capability(before, defaultKvmInputs, fd)).toEqual({ value: 0, errno: null })
  })
})

test('ID_AA64MMFR2_EL1 tells FWB', () => {
  expect([true, false].map((fwb) => idRegisterFwb({ ...defaultKvmInputs, fwb }))).toEqual([1, 0])
})

test('smaps cannot tell GPU memory from plain MMIO', () => {
  const mmio = { ...defaultKvmInputs, pgprot: 'device_nGnRnE' } as const
  expect(smapsFlags(defaultKvmInputs)).toBe('rd wr sh mw ms pf io')
  expect(smapsFlags(mmio)).toBe(smapsFlags(defaultKvmInputs))
  expect(smapsFlags({ ...mmio, anyuncached: true })).toBe('rd wr sh mw ms pf io ??')
  expect(smapsFlags({ ...mmio, vma: 'none' })).toBe('')
})

test('a policy that is not there is an error that names it', () => {
  expect(() => policyNamed('linux-2.4')).toThrow(
    `policy: linux-2.4 is not one of ${policies.map(({ id }) => id).join(', ')}`,
  )
})
