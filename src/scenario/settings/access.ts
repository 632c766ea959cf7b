import { address } from '../kinds/address.ts'
import { choice } from '../kinds/choice.ts'
import { flag } from '../kinds/flag.ts'
import { anyOf, onlyForData, setByHand, unless } from './reasons.ts'

export const acc = choice({
  key: 'acc',
  group: 'access',
  label: 'Access',
  options: [
    { value: 'r', label: 'read' },
    { value: 'w', label: 'write' },
    { value: 'x', label: 'fetch' },
  ],
  initial: 'r',
  cite: ['s1-translate', 's2-translate', 'linux-guest-abort'],
})

export const el = choice({
  key: 'el',
  group: 'access',
  label: 'Exception level',
  options: [
    { value: '0', label: 'EL0' },
    { value: '1', label: 'EL1' },
    { value: 'u', label: 'LDTR' },
  ],
  initial: '1',
  cite: ['s1-check-permissions'],
})

export const pan = flag({
  key: 'pan',
  group: 'access',
  label: 'PSTATE.PAN',
  initial: true,
  cite: ['s1-output-permissions'],
  idle: anyOf(
    onlyForData,
    unless((at) => at.privileged, 'Not used: the access has EL0’s permissions'),
  ),
})

export const addr = address({
  key: 'addr',
  group: 'abort',
  label: 'IPA',
  name: 'The IPA accessed',
  initial: 0xa0103c5a40,
  cite: ['linux-guest-abort', 's1-walk'],
})

export const fsc = choice({
  key: 'fsc',
  group: 'abort',
  label: 'Fault status',
  options: [
    { value: 'translation', label: 'translation' },
    { value: 'permission', label: 'permission' },
    { value: 'access-flag', label: 'Access flag' },
    { value: 'excl-atomic', label: 'exclusive or atomic' },
    { value: 'other', label: 'another' },
  ],
  initial: 'translation',
  cite: ['linux-guest-abort'],
  idle: setByHand,
})

export const s1ptw = flag({
  key: 's1ptw',
  group: 'abort',
  label: 'S1PTW: a stage 1 walk',
  name: 'ESR_EL2.S1PTW',
  initial: false,
  cite: ['linux-guest-abort'],
  idle: setByHand,
})

export const ins = choice({
  key: 'ins',
  group: 'abort',
  label: 'Instruction',
  options: [
    { value: 'ldst', label: 'load or store' },
    { value: 'nisv', label: 'ISV 0: pair, exclusive' },
    { value: 'cm', label: 'cache maintenance' },
  ],
  initial: 'ldst',
  cite: ['linux-guest-abort', 'linux-io-mem-abort'],
  idle: anyOf(
    setByHand,
    unless((at) => at.kvm.acc !== 'x', 'Not used: a fetch is no such instruction'),
  ),
})
