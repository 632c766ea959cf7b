import { choice } from '../kinds/choice.ts'
import { flag } from '../kinds/flag.ts'
import { noVma, setByHand } from './reasons.ts'

export const map = choice({
  key: 'map',
  group: 'hostpage',
  label: 'Mapped as',
  name: 'The host mapping',
  options: [
    { value: 'none', label: 'no VMA' },
    { value: 'page', label: 'a page' },
    { value: 'cont-pte', label: 'contiguous pages' },
    { value: 'pmd', label: 'a PMD block' },
    { value: 'cont-pmd', label: 'contiguous PMD blocks' },
    { value: 'pud', label: 'a PUD block' },
  ],
  initial: 'page',
  cite: ['linux-s2-vma-info', 'linux-s2-vma-size', 'linux-thp-adjust'],
  idle: setByHand,
})

export const hpte = choice({
  key: 'hpte',
  group: 'hostpage',
  label: 'Host leaf',
  options: [
    { value: 'rw', label: 'writable' },
    { value: 'cow', label: 'copy on write' },
    { value: 'ro', label: 'read-only' },
  ],
  initial: 'rw',
  cite: ['linux-hva-to-pfn', 'linux-hva-to-pfn-remapped'],
  idle: noVma,
})

export const hwpoison = flag({
  key: 'hwpoison',
  group: 'hostpage',
  label: 'PG_hwpoison',
  initial: false,
  cite: ['linux-hwpoison-signal'],
  // A page of a guest_memfd is asked without a VMA.
  idle: (at) => (at.kvm.gmem === 'none' ? noVma(at) : setByHand(at)),
})
