import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A memslot ioctl: its flags as a number, and the errno by name, or null for 0. */
export interface ObservedSlot {
  readonly flags: number
  readonly errno: string | null
}

/** A guest operation: its code and offset as the VMM was told, and what was seen. */
export interface ObservedOperation {
  readonly code: string
  readonly offset: number
  readonly gpa: number
  readonly seen: string
}

/** A step of the VMM itself between guest operations: G reads the dirty log, L turns it on, Q1 mprotect, P poison. */
export interface HostStep {
  readonly code: string
  readonly offset: number
}

/** A raw descriptor found at the end. */
export interface ObservedLeaf {
  readonly ipa: number
  readonly level: number
  readonly descriptor: bigint
}

/** What AT S12E1R found for a virtual address at the end, by which the guest reaches the IPA of that number. */
export interface ObservedTranslation {
  readonly va: number
  /** Fault status code of stage 2; null where the address is translated. */
  readonly status: number | null
}

/** One line of a folder's `outcomes.tsv`. */
export interface Capture {
  readonly folder: string
  readonly name: string
  readonly kernel: string
  /** Arguments of the VMM by name. */
  readonly args: Readonly<Record<string, string>>
  readonly slots: readonly ObservedSlot[]
  /** AttrIndx of the host's leaf; null without a VMA. */
  readonly attrIndex: number | null
  readonly vmFlags: readonly string[]
  readonly steps: readonly (ObservedOperation | HostStep)[]
  readonly leaves: readonly ObservedLeaf[]
  readonly translations: readonly ObservedTranslation[]
}

const here = fileURLToPath(new URL('.', import.meta.url))
const hostCodes = new Set(['S', 'G', 'L', 'Q', 'P'])

/** Gives every case of every folder. */
export function captures(): readonly Capture[] {
  const folders = readdirSync(here).filter((name) => statSync(join(here, name)).isDirectory())
  return folders.flatMap((folder) => readFolder(folder))
}

function readFolder(folder: string): readonly Capture[] {
  const lines = readFileSync(join(here, folder, 'outcomes.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
  const kernel = /Linux version (\d+\.\d+)/.exec(lines[0] ?? '')?.[1] ?? ''
  const rows = lines.filter((line) => !line.startsWith('#') && !line.startsWith('case\t'))
  return rows.map((row) => readCase(folder, kernel, row.split('\t')))
}

function readCase(folder: string, kernel: string, fields: readonly string[]): Capture {
  const [name = '', args = '', slots = '', leaf = '', flags = '', seen = '', leaves = '', at = ''] = fields
  const named = Object.fromEntries(args.split(' ').map((arg) => arg.split('=') as [string, string]))
  return {
    folder,
    name,
    kernel,
    args: named,
    slots: slots === '' ? [] : slots.split(' ; ').map(readSlot),
    attrIndex: leaf === '' ? null : Number(/AttrIndx=(\d)/.exec(leaf)?.[1]),
    vmFlags: flags.split(' '),
    steps: readSteps(named['ops'] ?? '', seen === '' ? [] : seen.split(' | ')),
    leaves: leaves === '' ? [] : leaves.split(' | ').map(readLeaf),
    translations: at === '' ? [] : at.split(' | ').map(readTranslation),
  }
}

function readSlot(text: string): ObservedSlot {
  const [, flags = '', errno = ''] = /^(0x[\da-f]+|0)(?:\([\w|]*\))?->(0|[A-Z]+)/.exec(text) ?? []
  if (errno === '') throw new Error(`memslot: ${text}`)
  return { flags: Number(flags), errno: errno === '0' ? null : errno }
}

/** The VMM runs its operations in order; those of the guest left a text each. */
function readSteps(ops: string, seen: readonly string[]): Capture['steps'] {
  const guests = ops.split('/').filter((op) => op !== '' && !hostCodes.has(op.slice(0, 1)))
  if (seen.length > 0 && seen.length !== guests.length)
    throw new Error(`operations: ${ops}, ${seen.length} seen`)
  let at = 0
  return ops.split('/').flatMap((op) => {
    const code = op.slice(0, 1)
    const offset = Number.parseInt(op.slice(1) || '0', 16)
    if (code === '') return []
    if (hostCodes.has(code)) return [{ code, offset }]
    const text = seen[at++]
    if (text === undefined) return []
    return [
      { code, offset, gpa: Number(/gpa=(0x[\da-f]+)/.exec(text)?.[1]), seen: text.replace(/^.*?: /, '') },
    ]
  })
}

function readLeaf(text: string): ObservedLeaf {
  const [, ipa = '', level = '', descriptor = ''] = /^(0x[\da-f]+) L(\d) (0x[\da-f]+) /.exec(text) ?? []
  return { ipa: Number(ipa), level: Number(level), descriptor: BigInt(descriptor) }
}

function readTranslation(text: string): ObservedTranslation {
  const [, va = '', rest = ''] = /^va=(0x[\da-f]+) PAR_EL1=0x[\da-f]{16} (.*)$/.exec(text.trim()) ?? []
  const status = /^fault FST=(0x[\da-f]+) S=1$/.exec(rest)?.[1]
  if (status === undefined && !rest.startsWith('ATTR=')) throw new Error(`AT S12E1R: ${text}`)
  return { va: Number(va), status: status === undefined ? null : Number(status) }
}
