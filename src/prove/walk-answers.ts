import { encodePar } from '../arch/par.ts'
import { first } from '../arch/rule.ts'
import { faultStatus, ipaIsValid, syndromeOf } from '../arch/walk/fault.ts'
import { SparseMemory } from '../arch/walk/memory.ts'
import { addressTranslation } from '../arch/walk/par-word.ts'
import { Recorder } from '../arch/walk/recorder.ts'
import { regimeOf, type Regime } from '../arch/walk/regime.ts'
import { translate, type Translation } from '../arch/walk/translate.ts'
import { inByteOrder, toBigInt } from '../arch/walk/word.ts'
import type { Descriptor } from '../arch/walk/descriptor.ts'
import { attributesText } from '../read/attributes-text.ts'
import type { Answer } from '../read/vector.ts'
import type { WalkInputs } from '../read/walk-vector.ts'

const hex = (value: bigint | number) => `0x${value.toString(16)}`

/** A descriptor as it lies in memory, in the order of a little-endian word. */
const rawOf = (descriptor: Descriptor) => toBigInt(inByteOrder(descriptor, descriptor.tables.bigEndian))

const wordText = (descriptor: Descriptor) => `${hex(descriptor.pa)}=${hex(rawOf(descriptor))}`

function resultOf(
  { fault, pa, attributes }: Translation,
  { access }: WalkInputs,
  { attributes: at }: Regime,
): Answer {
  if (!fault && attributes) {
    const par = encodePar(at, attributes, first)
    return { pa: hex(pa), attr: attributesText(attributes), par_attr: hex(par.attr), par_sh: par.sh }
  }
  if (!fault) return { fault: 'none, and no attributes' }
  return {
    fault: fault.kind,
    level: fault.level,
    s2: Number(fault.stage === 2),
    s2fs1walk: Number(fault.s1ptw),
    write: Number(fault.write),
    iss: hex(syndromeOf(fault, access)),
    dfsc: hex(faultStatus(fault)),
    ...(fault.ipa !== null && { ipa: hex(fault.ipa), ipavalid: Number(ipaIsValid(fault)) }),
  }
}

const regimeFor = ({ pe, attributePe, registers }: WalkInputs) => regimeOf(pe, attributePe, registers)

/** A whole walk in the columns of `sail-walks`: result, reads, writes, and what the AT instructions report. */
export function walkAnswer(inputs: WalkInputs): Answer {
  const regime = regimeFor(inputs)
  const { access, instructions, pan } = inputs
  const recorder = new Recorder()
  const translation = translate(regime, access, new SparseMemory(inputs.memory), recorder)
  const reports = instructions.map((instruction) => {
    const memory = new SparseMemory(inputs.memory)
    const heard = new Recorder()
    const par = addressTranslation(regime, instruction, access.va, pan, memory, heard)
    return {
      [instruction]: hex(par),
      [`${instruction} writes`]: heard.updates.map(({ descriptor }) => wordText(descriptor)).join(' '),
    }
  })
  return {
    ...resultOf(translation, inputs, regime),
    reads: recorder.reads.map(({ descriptor }) => wordText(descriptor)).join(' '),
    walkattr: recorder.reads.map(({ attributes }) => attributesText(attributes)).join(', '),
    writes: recorder.updates.map(({ descriptor }) => wordText(descriptor)).join(' '),
    ...Object.assign({}, ...reports),
  }
}

/** What an AT instruction reports, in the column of `qemu-walks`. */
export function atAnswer(inputs: WalkInputs): Answer {
  const [instruction] = inputs.instructions
  if (instruction === undefined) throw new RangeError('the row names no instruction')
  const { access, pan, memory } = inputs
  return {
    par: hex(addressTranslation(regimeFor(inputs), instruction, access.va, pan, new SparseMemory(memory))),
  }
}

/** One read or none of empty memory, in the columns of the geometry files. */
export function geometryAnswer(inputs: WalkInputs): Answer {
  const recorder = new Recorder()
  const { fault } = translate(regimeFor(inputs), inputs.access, new SparseMemory(), recorder)
  const [read] = recorder.reads
  const clamped = recorder.decisions.map(({ rule }) => clampings[rule.id]).find((one) => one !== undefined)
  return {
    fault: fault?.kind ?? 'none',
    s2: Number(fault?.stage === 2),
    level: fault?.level ?? 'none',
    n_reads: recorder.reads.length,
    first_desc_pa: read ? hex(read.descriptor.pa) : '',
    impdef_txsz: clamped ?? '',
  }
}

const clampings: Readonly<Record<string, string>> = {
  'txsz-above-clamped': 'max',
  'txsz-below-clamped': 'min',
}

/** Whether an access is permitted, in the columns of `sail-perms`. */
export function permissionAnswer(inputs: WalkInputs): Answer {
  const { fault } = translate(regimeFor(inputs), inputs.access, new SparseMemory(inputs.memory))
  return {
    result: fault?.kind ?? 'ok',
    fault_s2: fault ? Number(fault.stage === 2) : '',
    fault_level: fault?.level ?? '',
    fault_write: fault ? Number(fault.write) : '',
  }
}
