import { maintainsWithoutAddress } from '../kvm/hazards.ts'
import { capability } from '../kvm/capability.ts'
import { decide } from '../kvm/decide.ts'
import type { AccessAnswer } from './access.ts'
import { describeRest } from './describe.ts'
import type { KvmAnswer } from './kvm/answer.ts'
import { listed } from './listed.ts'
import { marked } from './marked.ts'
import type { Reach } from './reach.ts'
import type { Outcome, Parts } from './resolve.ts'
import { say, withoutStop, type Sentence } from './sentence.ts'
import { bin, cacheabilityName, hex8, typeCodes, type TypeCode } from './words.ts'

type Coherency = Outcome['coherency']

const longName = (type: TypeCode) =>
  type === 'WB' || type === 'WT' || type === 'NC' ? cacheabilityName[type] : `Device-${type}`

const resultName = ({ inner, outer }: NonNullable<Reach['to']>) =>
  inner === outer ? longName(inner) : `inner ${longName(inner)} with outer ${longName(outer)}`

/** What stage 1 can and cannot do about the type. */
function choiceOfStage1({ reach, attributes }: AccessAnswer): string {
  const asked = reach.filter(({ possible }) => possible)
  const results = [...new Set(asked.flatMap(({ to }) => (to ? [resultName(to)] : [])))]
  const [only] = results
  if (attributes.fault)
    return only ? 'A Normal stage 1 does not take this fault' : 'No type at stage 1 avoids it'
  if (!only) throw new RangeError('a result that stage 2 cannot give')
  if (asked.length === 1) return 'Stage 1 has no choice of type here'
  if (results.length === 1) return `${only} whatever type stage 1 asks for`
  const kept = reach.every(({ from, to, possible }) => possible && to?.inner === from && to.outer === from)
  if (kept) return 'Stage 1 gets whatever type it asks for'
  const whole = (type: TypeCode) => asked.some(({ to }) => to?.inner === type && to.outer === type)
  const cannot = typeCodes.filter((type) => !whole(type)).map(longName)
  return cannot.length < results.length
    ? `Whatever stage 1 asks for, ${listed(cannot, 'and')} cannot come out`
    : `Whatever stage 1 asks for, only ${listed(results, 'or')} can come out`
}

/** The rest of the result, what stage 1 can change, and how AT reports it. */
function ofAccess(access: AccessAnswer): readonly Sentence[] {
  const { final, par } = access.attributes
  if (!final || !par) return [say(choiceOfStage1(access))]
  const rest = describeRest(final, access.inputs).join(', ')
  const report = `AT S12E1R reports ATTR ${hex8(par.attr)}, SH ${bin(par.sh, 2)}`
  const fetch = `PAR_EL1 would hold ATTR ${hex8(par.attr)}, SH ${bin(par.sh, 2)}, had AT a fetch form`
  return [
    say(rest.charAt(0).toUpperCase() + rest.slice(1)),
    say(choiceOfStage1(access)),
    say(access.scenario.acc === 'x' ? fetch : report),
  ]
}

/** What KVM maintains as it maps the page. */
export function maintenance({ fault, inputs }: KvmAnswer): string {
  const { dcache = 'none', icache = 'none' } = fault.maintenance ?? {}
  if (dcache === 'none' && icache === 'none') return 'KVM maintains no cache for it'
  const data = dcache === 'none' ? [] : ['cleans and invalidates its data to PoC']
  const code = icache === 'none' ? [] : ['invalidates its instructions to PoU']
  const how = maintainsWithoutAddress(inputs, fault)
    ? ', by a kernel address that this memory may not have'
    : ''
  return `KVM ${[...data, ...code].join(' and ')} as it maps it${how}`
}

/** What a VMM can learn beforehand. */
function learnt({ policy, inputs }: KvmAnswer): Sentence {
  const { value } = capability(policy, inputs, 'vm')
  return marked(
    policy.capability === 'absent'
      ? 'This kernel has no KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED'
      : `KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED reads ${value} on the VM fd`,
  )
}

/** api.rst names one of the two conditions. */
function undocumented({ traces, inputs, stopped }: KvmAnswer): readonly Sentence[] {
  const { operands } = stopped === 'memslot' ? traces.memslot.last : traces.fault.last
  const asks = (name: string) => operands.some((one) => one.name === name)
  const told = asks('FWB') && asks('DIC') && inputs.fwb && !inputs.dic
  return told ? [marked('api.rst 7.44 mentions [FWB](fwb) only; the code asks for [DIC](dic) too')] : []
}

/** KVM runs guests with HCR_EL2.PTW 1: a walk that meets a Device leaf takes a Permission fault, which comes back here. */
function protectedWalk({ policy, inputs, leaf }: KvmAnswer): readonly Sentence[] {
  if (!inputs.s1ptw || leaf?.type !== 'device') return []
  const { fault } = decide(policy, { ...inputs, fsc: 'permission' })
  const end = fault.leaf ? 'for ever' : `and that ends in ${fault.says}`
  return [say(`HCR_EL2.PTW is 1: the walk may not read Device memory and faults again, ${end}`)]
}

function ofKvm(kvm: KvmAnswer, coherency: Coherency): readonly Sentence[] {
  if (kvm.stopped === 'memslot')
    return [say('The VMM is told at registration, before the guest runs'), ...undocumented(kvm), learnt(kvm)]
  if (!kvm.leaf) return [...undocumented(kvm), learnt(kvm)]
  const maintains = saysThatNothingIs(coherency, kvm) ? [] : [say(maintenance(kvm))]
  return [...protectedWalk(kvm), ...maintains, learnt(kvm)]
}

/** The lines below the verdict: what may go wrong stands first, and that nothing does behind what the guest gets. */
export function consequences({ kvm, access, peer }: Parts, coherency: Coherency): readonly Sentence[] {
  if (!kvm) return access ? ofAccess(access) : []
  const guest = access ? [say(guestChoice(access))] : []
  // The page sets a full stop after each line.
  const read = coherency.arises ? [withoutStop(coherency.says)] : []
  const first = coherency.arises && !coherency.safe ? [...read, ...guest] : [...guest, ...read]
  return [...first, ...ofKvm(kvm, coherency), ...(peer ? [peer.says] : [])]
}

/** Whether the verdict of act 5 has said already that KVM maintains nothing. */
const saysThatNothingIs = (coherency: Coherency, { fault: { maintenance: done } }: KvmAnswer) =>
  coherency.arises &&
  !coherency.safe &&
  !coherency.aliases.kvm.cleans &&
  (done?.dcache ?? 'none') === 'none' &&
  (done?.icache ?? 'none') === 'none'

/** The same as a clause about the guest. */
function guestChoice(access: AccessAnswer): string {
  const words = choiceOfStage1(access)
  return words.replace(
    /^(\S+) whatever type stage 1 asks for$/,
    'The guest gets $1 whatever type its stage 1 asks for',
  )
}
