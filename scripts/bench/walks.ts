import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Access } from '../../src/arch/walk/access.ts'
import { SparseMemory, type Memory } from '../../src/arch/walk/memory.ts'
import { defaultPe } from '../../src/arch/walk/pe.ts'
import { Recorder } from '../../src/arch/walk/recorder.ts'
import { regimeOf, type Regime } from '../../src/arch/walk/regime.ts'
import { translate } from '../../src/arch/walk/translate.ts'
import { toWord, type Word } from '../../src/arch/walk/word.ts'
import { readSailWalks } from '../../src/read/sail-walks.ts'
import { root } from '../tool.mjs'
import { defaultAttributePe } from '../../src/read/walk-vector.ts'

/** A translation that is ready to be made: registers decoded, memory filled. */
export interface Prepared {
  readonly regime: Regime
  readonly access: Access
  readonly memory: Memory
}

/** Memory that forgets hardware updates, so that each translation of it is the first one. */
function unchanging(words: Iterable<readonly [number, Word]>): Memory {
  const memory = new SparseMemory(words)
  return { read: (address, word) => memory.read(address, word), write: () => undefined }
}

const stage2Base = 0x1_03e4_0000_00n
const indexAt = (address: bigint, level: number) => (address >> BigInt(39 - level * 9)) & 0x1ffn

/** Four levels of stage 2 that map the pages given, in 4K. */
function stage2Tree(pages: readonly (readonly [bigint, bigint])[]): Map<bigint, bigint> {
  const words = new Map<bigint, bigint>()
  let free = stage2Base + 0x1000n
  for (const [ipa, pa] of pages) {
    let table = stage2Base
    for (let level = 0; level < 3; level += 1) {
      const at = table + indexAt(ipa, level) * 8n
      const known = words.get(at)
      if (known === undefined) {
        words.set(at, free | 3n)
        table = free
        free += 0x1000n
      } else table = known & ~0xfffn
    }
    words.set(table + indexAt(ipa, 3) * 8n, pa | 0x7ffn)
  }
  return words
}

/** Four levels of stage 1 under four levels of stage 2, 4K, 48 bits each: 24 reads. */
export function nested24(): Prepared {
  const va = 0x0000_8000_8a3c_5a40n
  const tables = [0x4a3b_1000n, 0xbfff_6000n, 0xbfff_5000n, 0xbfff_0000n]
  const page = 0xa_0103_c5_a000n
  const toPa = (ipa: bigint) => ipa + 0x10_0000_0000n
  const words = stage2Tree([...tables, page].map((ipa) => [ipa, toPa(ipa)]))
  tables.forEach((table, level) => {
    const next = tables[level + 1]
    const descriptor = next === undefined ? page | 0x0040_0000_0000_0743n : next | 3n
    words.set(toPa(table) + indexAt(va, level) * 8n, descriptor)
  })
  const zero = toWord(0n)
  const regime = regimeOf(defaultPe, defaultAttributePe, {
    sctlr: toWord(0x1005n),
    tcr: toWord((0b101n << 32n) | 16n | (0x35n << 8n)),
    ttbr0: toWord(tables[0] as bigint),
    ttbr1: zero,
    mair: toWord(0xffn),
    hcr: toWord((1n << 46n) | 1n),
    vtcr: toWord((0b101n << 16n) | (2n << 6n) | 16n | (0x35n << 8n)),
    vttbr: toWord(stage2Base),
    sctlr2: zero,
  })
  const access: Access = {
    va: toWord(va),
    acc: 'r',
    el: 1,
    el0: false,
    pan: false,
    aligned: true,
    at: null,
  }
  return {
    regime,
    access,
    memory: unchanging([...words].map(([pa, word]) => [Number(pa), toWord(word)])),
  }
}

const walksFile = join(root, 'tests/vectors/sail/walks.ndjson.gz')

/** The walks of Arm's pseudocode, parsed and with their registers decoded. */
export function sailWalks(file = walksFile): readonly Prepared[] {
  const { walks } = readSailWalks(gunzipSync(readFileSync(file)).toString('utf8'))
  return walks.map(({ inputs: { pe, attributePe, registers, access, memory } }) => ({
    regime: regimeOf(pe, attributePe, registers),
    access,
    memory: unchanging(memory),
  }))
}

/** Makes one translation; gives its address, or its fault's level. */
export function result({ regime, access, memory }: Prepared): number {
  const { fault, pa } = translate(regime, access, memory)
  return fault ? fault.level : pa
}

/** Makes one translation with every read and decision kept; gives how many there were. */
export function explained({ regime, access, memory }: Prepared): number {
  const recorder = new Recorder()
  translate(regime, access, memory, recorder)
  return recorder.reads.length + recorder.decisions.length
}
