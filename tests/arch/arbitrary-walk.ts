import * as fc from 'fast-check'
import type { Access } from '../../src/arch/walk/access.ts'
import type { WalkPe } from '../../src/arch/walk/pe.ts'
import type { Registers } from '../../src/arch/walk/registers.ts'
import { toWord, type Word } from '../../src/arch/walk/word.ts'

const flag = fc.boolean()

/** Any word, and now and then one that is all zeros or all ones. */
export const anyWord: fc.Arbitrary<Word> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ hi: fc.nat({ max: 0xffff_ffff }), lo: fc.nat({ max: 0xffff_ffff }) }) },
  { weight: 1, arbitrary: fc.constantFrom(toWord(0n), toWord(2n ** 64n - 1n)) },
)

/** A PE with any features, its choices too. */
export const anyPe: fc.Arbitrary<WalkPe> = fc.record({
  pa: fc.constantFrom(32, 36, 40, 42, 44, 48, 52),
  lpa: flag,
  lva: flag,
  lpa2: flag,
  ttst: flag,
  xnx: flag,
  hafdbs: flag,
  hpds: flag,
  e0pd: flag,
  pan3: flag,
  txszabove: fc.constantFrom('clamp', 'fault'),
  txszbelow: fc.constantFrom('clamp', 'fault'),
  contig: fc.constantFrom('run', 'ignored'),
  nt: fc.constantFrom('fault', 'ignore'),
})

/** TxSZ at each limit that some PE has, one below and one beyond it, or any. */
const anyTxsz = fc.oneof(
  fc.constantFrom(11, 12, 13, 15, 16, 17, 20, 22, 24, 28, 32, 38, 39, 40, 46, 47, 48, 49),
  fc.nat({ max: 63 }),
)

/** A word whose field at `lsb` is another one. */
const withField = (word: Word, lsb: number, width: number, value: number): Word => {
  const mask = ((1n << BigInt(width)) - 1n) << BigInt(lsb)
  const whole = (BigInt(word.hi >>> 0) << 32n) | BigInt(word.lo >>> 0)
  return toWord((whole & ~mask) | (BigInt(value) << BigInt(lsb)))
}

const anyTcr = fc
  .tuple(anyWord, anyTxsz, anyTxsz)
  .map(([word, t0sz, t1sz]) => withField(withField(word, 0, 6, t0sz), 16, 6, t1sz))

const anyVtcr = fc.tuple(anyWord, anyTxsz).map(([word, t0sz]) => withField(word, 0, 6, t0sz))

/** HCR_EL2 with both stages on more often than chance has it, TGE seldom. */
const anyHcr = fc.tuple(anyWord, fc.nat({ max: 3 })).map(([{ hi, lo }, kind]) => ({
  hi,
  lo: kind === 0 ? lo : (lo | 1) & ~(1 << 12) & ~(1 << 27),
}))

/** Any registers; sizes of addresses lean to their limits, and stage 1 is on more often than off. */
export const anyRegisters: fc.Arbitrary<Registers> = fc.record({
  sctlr: fc.tuple(anyWord, flag).map(([{ hi, lo }, off]) => ({ hi, lo: off ? lo : lo | 1 })),
  tcr: anyTcr,
  ttbr0: anyWord,
  ttbr1: anyWord,
  mair: anyWord,
  hcr: anyHcr,
  vtcr: anyVtcr,
  vttbr: anyWord,
  sctlr2: anyWord,
})

/** The last and the first address below and above two to the power of `bits`, as a VA of the lower half. */
const edges = Array.from({ length: 53 - 15 }, (_, at) => 1n << BigInt(15 + at)).flatMap((end) => [
  end - 1n,
  end,
])
const ones = 2n ** 64n - 1n

/** VAs of either half and some of neither, often the first or the last one that a size of addresses holds. */
export const anyVa: fc.Arbitrary<Word> = fc.oneof(
  fc.constantFrom(...edges.flatMap((edge) => [edge, ones ^ edge, edge | (0x5an << 56n)])).map(toWord),
  fc.tuple(anyWord, fc.constantFrom(0, 0xffff_ffff, 0x0000_ffff, null)).map(([{ hi, lo }, top]) => ({
    hi: top === null ? hi : top === 0xffff_ffff ? (hi | 0xffff_0000) >>> 0 : (hi & top) >>> 0,
    lo,
  })),
)

/** Any access or address translation instruction. */
export const anyAccess: fc.Arbitrary<Access> = fc.record({
  va: anyVa,
  acc: fc.constantFrom('r', 'w', 'x', 'any'),
  el: fc.constantFrom(0, 1),
  el0: flag,
  pan: flag,
  aligned: flag,
  at: fc.constantFrom(null, 'S1', 'S12'),
})
