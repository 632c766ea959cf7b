import type { KvmInputs } from '../../src/kvm/inputs.ts'

/** A way to put addresses and sizes at a limit, whose other inputs are given: gives those that it sets. */
export type Leaning = (at: KvmInputs) => Partial<KvmInputs>

/** One below a limit, at it, one beyond it. */
const around = [-1, 0, 1]

/** KVM_MEM_MAX_NR_PAGES. */
const mostPages = 2 ** 31 - 1

/** Sizes of blocks in bytes: PMD_SIZE by the size of a page in KiB, and PUD_SIZE. */
const pmd = { 4: 2 ** 21, 16: 2 ** 25, 64: 2 ** 29 } as const
const pud = 2 ** 30

/** As many pages as a slot may have, one less, one more. */
const ofSlotSize = around.map((pages): Leaning => ({ page }) => ({
  gpa: 0,
  size: (mostPages + pages) * page * 1024,
}))

/** A slot that ends a page below the IPA size, at it, a page beyond it. */
const ofIpaSize = around.flatMap((pages) =>
  [0, 0x8000_0000].map((gpa): Leaning => ({ page, ipa }) => ({
    gpa,
    size: 2 ** ipa - gpa + pages * page * 1024,
  })),
)

/** One of the three values of a slot is off a page's boundary: by a byte, by half a page, by the page of another host. */
const ofAlignment = (['gpa', 'size', 'hva'] as const).flatMap((name) =>
  [0, 1, 2048, 0x1000, 0x4000, 0x8000, 0x1_0000].map((off): Leaning => () => ({
    gpa: 0x8000_0000,
    size: 0x10_0000,
    hva: 0xffd0_0000_0000,
    [name]: { gpa: 0x8000_0000, size: 0x10_0000, hva: 0xffd0_0000_0000 }[name] + off,
  })),
)

/** The first and the last byte of the slot, and the bytes beside them. */
const ofSlotEnds = [
  ...around.map((off): Leaning => ({ gpa }) => ({ addr: gpa + off })),
  ...around.map((off): Leaning => ({ gpa, size }) => ({ addr: gpa + size + off })),
]

/** The bytes around the end of what a VM or a host can address. */
const ofAddressSizes = around.flatMap((off) => [
  ...[32, 40, 48, 52].map((bits): Leaning => () => ({ addr: 2 ** bits + off })),
  ({ ipa }: KvmInputs) => ({ addr: 2 ** ipa + off }),
])

/** A slot of about one block, which begins at a block's boundary or a page off it, and whose host addresses are alike or not. */
const ofBlocks = [pmd, { 4: pud, 16: pmd[16], 64: pmd[64] } as const].flatMap((blocks) =>
  [0, 1].flatMap((off) =>
    [0, 1].flatMap((skew) =>
      around.flatMap((pages) =>
        [0, 1, -1].map((from): Leaning => ({ page }) => {
          const [block, bytes] = [blocks[page], page * 1024]
          const gpa = 4 * pud + off * bytes
          const size = 2 * block - off * bytes + pages * bytes
          return {
            gpa,
            size,
            hva: 2 ** 47 + (off + skew) * bytes,
            // The block that the slot begins in, the next one, and the one in which it ends.
            addr: from < 0 ? gpa + size - bytes : gpa + from * (block - off * bytes),
          }
        }),
      ),
    ),
  ),
)

/** Every way. */
export const leanings: readonly Leaning[] = [
  ...ofSlotSize,
  ...ofIpaSize,
  ...ofAlignment,
  ...ofSlotEnds,
  ...ofAddressSizes,
  ...ofBlocks,
  ...ofBlocks.map((lean): Leaning => (at) => ({ ...lean(at), map: 'pud', page: 4 })),
  ...ofBlocks.map((lean): Leaning => (at) => ({ ...lean(at), map: 'pmd' })),
]
