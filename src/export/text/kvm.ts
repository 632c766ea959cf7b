import { toBigInt } from '../../arch/walk/word.ts'
import { citations } from '../../cite/citations.ts'
import type { TraceRow } from '../../kvm/trace.ts'
import { actsOf } from '../../explain/acts.ts'
import { conditionPieces, textOf } from '../../explain/check-pieces.ts'
import type { KvmAnswer } from '../../explain/kvm/answer.ts'
import { accessNoun } from '../../explain/kvm/access-words.ts'
import { leafSize, permissions, stage2TypeName } from '../../explain/kvm/leaf-words.ts'
import type { Outcome } from '../../explain/resolve.ts'
import { plain } from '../../explain/sentence.ts'
import { bin, hex64, hex } from '../../explain/words.ts'
import { paragraph } from './paragraph.ts'

/** A name in a column of its own, and words beside it. */
const labelled = (name: string, words: string) => paragraph(words, ' '.repeat(10), name.padEnd(10))

/** Of a policy that no release has: where it got to, and that nobody coded it where that is so. */
function policyLines({
  policy: { id, status, date, interpretation, releases },
}: KvmAnswer): readonly string[] {
  if (releases !== '') return []
  const read = interpretation === undefined ? '' : ` Interpretation: ${interpretation}`
  return labelled('Policy', `${id}, ${status} ${date}, in no release.${read}`)
}

function memslot({ call: { gpa, size, swap, later, log } }: KvmAnswer, says: string): readonly string[] {
  const over = swap ? ', made over anonymous RAM' : later && log ? ', whose logging is switched on' : ''
  return labelled('Memslot', `${hex(size)} bytes at IPA ${hex(gpa)}${over}: ${says}`)
}

function fault({ inputs }: KvmAnswer, says: string): readonly string[] {
  const { addr, fsc } = inputs
  return labelled('Fault', `${accessNoun(inputs)} at IPA ${hex(addr)}, ${fsc} fault: ${says}`)
}

function leaf({ leaf: written, descriptor, inputs, fault: { maintenance } }: KvmAnswer): readonly string[] {
  if (!written || descriptor === null) return []
  const { memattr, sh, s2ap, xn, af, type } = written
  const fields = [
    `MemAttr=${bin(memattr, 4)}`,
    ...(sh === null ? [] : [`SH=${bin(sh, 2)}`]),
    `S2AP=${bin(s2ap, 2)}`,
    `XN=${bin(xn, 2)}`,
    `AF=${af}`,
  ]
  const words = `${stage2TypeName[type]}, ${permissions(written)}, ${leafSize(written, inputs.page)}`
  return [
    ...labelled('Leaf', `${hex64(descriptor)} ${fields.join(' ')}: ${words}`),
    ...labelled('KVM CMO', `D side ${maintenance?.dcache}, I side ${maintenance?.icache}`),
  ]
}

/** The walk, and where it led. */
function walkWords({ walk }: Outcome, says: string): string {
  if (!walk || walk.fault) return says
  const { access } = walk.setup
  return `VA ${hex64(toBigInt(access.va))}: ${says}, PA ${hex(walk.translation.pa)}`
}

/** What may be read, or why nobody has to ask. */
const coherencyWords = ({ coherency }: Outcome, says: string) =>
  coherency.arises ? says : plain(coherency.says)

/** The acts, a line each, and the leaf with KVM's cache maintenance. */
export function acts(outcome: Outcome): readonly string[] {
  const { kvm } = outcome
  if (!kvm) return []
  const [slot, abort, walk, access, line] = actsOf(outcome)
  return [
    ...policyLines(kvm),
    ...memslot(kvm, slot?.says ?? ''),
    ...fault(kvm, abort?.says ?? ''),
    ...leaf(kvm),
    ...labelled('Walk', walkWords(outcome, walk?.says ?? '')),
    ...labelled('Guest', access?.says ?? ''),
    ...labelled('Coherency', coherencyWords(outcome, line?.says ?? '')),
  ]
}

/** A condition with its operands' values: `VM_PFNMAP[1] && !(FWB[0] && DIC[1])`. */
const withValues = ({ check, operands }: TraceRow) => textOf(conditionPieces(check.test, operands))

/** The checks that had a say, in the order of the source, each with its operands' values and its function. */
export function checks({ kvm }: Outcome): readonly string[] {
  if (!kvm) return []
  const traces = kvm.stopped === 'memslot' ? [kvm.traces.memslot] : [kvm.traces.memslot, kvm.traces.fault]
  return traces.flatMap(({ functions }) =>
    functions.flatMap(({ fn, rows }) => {
      const taken = rows.filter(({ state }) => state === 'taken' || state === 'sets')
      if (taken.length === 0) return []
      const { file, version } = placeOf(fn.cite)
      return [
        ...paragraph(`${fn.name}, ${file}, ${version}`, '    ', '  '),
        ...taken.flatMap((row) => paragraph(lineOf(row), '        ', '    ')),
      ]
    }),
  )
}

function lineOf(row: TraceRow): string {
  const { says, test, defect } = row.check
  const wrong = defect === undefined ? '' : ` [defect: ${defect}]`
  return test === '' ? says : `${withValues(row)}: ${says}${wrong}`
}

function placeOf(id: keyof typeof citations) {
  const place = citations[id]
  return place.kind === 'linux'
    ? { file: place.file, version: `Linux ${place.version}` }
    : { file: '', version: '' }
}
