import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readOf, type Access } from '../../src/arch/walk/access.ts'
import { TableBuilder } from '../../src/arch/walk/build.ts'
import { SparseMemory, type Memory } from '../../src/arch/walk/memory.ts'
import { defaultPe } from '../../src/arch/walk/pe.ts'
import { noRegisters } from '../../src/arch/walk/registers.ts'
import { Recorder } from '../../src/arch/walk/recorder.ts'
import { regimeOf, type Regime } from '../../src/arch/walk/regime.ts'
import { translate } from '../../src/arch/walk/translate.ts'
import { toWord } from '../../src/arch/walk/word.ts'
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
function unchanging(memory: Memory): Memory {
  return { read: (address, word) => memory.read(address, word), write: () => undefined }
}

/** Gives whole pages one after the other. */
function pagesFrom(first: number): () => number {
  let next = first
  return () => (next += 0x1000) - 0x1000
}

const stage2Base = 0x10_3e40_0000
const stage1Base = 0x4a3b_1000
/** Leaves without address and type: EL1 RW, AF, UXN, Inner Shareable; Write-Back, RW, AF. */
const leaf1 = 0x0040_0000_0000_0740n
const leaf2 = 0x7fcn

/** Four levels of stage 1 under four levels of stage 2, 4K, 48 bits each: 24 reads. */
export function nested24(): Prepared {
  const va = 0x8000_8a3c_5a40
  const page = 0xa0_103c_5000
  const memory = new SparseMemory()
  const regime = regimeOf(defaultPe, defaultAttributePe, {
    ...noRegisters,
    sctlr: toWord(0x1005n),
    tcr: toWord((0b101n << 32n) | 16n | (0x35n << 8n)),
    ttbr0: toWord(BigInt(stage1Base)),
    mair: toWord(0xffn),
    hcr: toWord((1n << 46n) | 1n),
    vtcr: toWord((0b101n << 16n) | (2n << 6n) | 16n | (0x35n << 8n)),
    vttbr: toWord(BigInt(stage2Base)),
  })
  const stage2 = new TableBuilder(regime.stage2, memory, pagesFrom(stage2Base + 0x1000))
  const toPa = (ipa: number) => {
    const output = ipa + 0x10_0000_0000
    stage2.map({ input: ipa, output, level: 3, bits: leaf2 })
    return output
  }
  const stage1 = new TableBuilder(regime.stage1[0], memory, pagesFrom(0xbfff_5000), toPa)
  stage1.map({ input: va, output: page, level: 3, bits: leaf1 })
  toPa(page)
  return { regime, access: readOf(toWord(BigInt(va))), memory: unchanging(memory) }
}

const walksFile = join(root, 'tests/vectors/sail/walks.ndjson.gz')

/** The walks of Arm's pseudocode, parsed and with their registers decoded. */
export function sailWalks(file = walksFile): readonly Prepared[] {
  const { walks } = readSailWalks(gunzipSync(readFileSync(file)).toString('utf8'))
  return walks.map(({ inputs: { pe, attributePe, registers, access, memory } }) => ({
    regime: regimeOf(pe, attributePe, registers),
    access,
    memory: unchanging(new SparseMemory(memory)),
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
