import { circle, path, type Mark } from './marks.ts'

/** A fill by lines, for types that colour alone must not tell apart. */
export interface Pattern {
  readonly id: string
  readonly size: number
  readonly turn?: number
  readonly marks: readonly Mark[]
}

/** Dots for Write-Through, stripes for Non-cacheable, hatching for Device, zigzag for reserved values. */
export const patterns: readonly Pattern[] = [
  { id: 'WT', size: 5, marks: [circle(1.25, 1.25, 1.25, 'ink-WT'), circle(3.75, 3.75, 1.25, 'ink-WT')] },
  { id: 'NC', size: 5, turn: 45, marks: [path('M0,2.5H5', 'stripe-NC')] },
  { id: 'Device', size: 4.6, turn: 45, marks: [path('M0,2.3H4.6M2.3,0V4.6', 'stripe-Device')] },
  { id: 'reserved', size: 6, marks: [path('M0,4.5L1.5,1.5L4.5,4.5L6,1.5', 'stripe-reserved')] },
  { id: 'res0', size: 4, turn: 45, marks: [path('M0,2H4', 'stripe-res0')] },
]
