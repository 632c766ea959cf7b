import { effectiveFwb, stage1On, stage2On, type AttributeInputs } from '../../arch/inputs.ts'
import type { Reason, ReasonInputs } from '../setting.ts'

export const stage1IsOff: Reason = (at) => {
  if (stage1On(at)) return null
  return dcTurnsStage1Off(at) ?? 'Not used: stage 1 is off, SCTLR_EL1.M is 0'
}

export const stage2IsOff: Reason = (at) =>
  stage2On(at) ? null : 'Not used: stage 2 is off, HCR_EL2.VM and DC are 0'

export const dcTurnsStage1Off: Reason = (at) => (at.dc ? 'Not used: HCR_EL2.DC turns stage 1 off' : null)

export const dcTurnsStage2On: Reason = (at) => (at.dc ? 'Not used: HCR_EL2.DC turns stage 2 on' : null)

export const onlyForData: Reason = (at) => (at.acc === 'x' ? 'Not used: it is about data accesses' : null)

export const onlyForFetches: Reason = (at) =>
  at.acc !== 'x' ? 'Not used: it is about instruction fetches' : null

/** The first of several reasons that holds. */
export const anyOf =
  (...reasons: readonly Reason[]): Reason =>
  (at) => {
    for (const reason of reasons) {
      const says = reason(at)
      if (says !== null) return says
    }
    return null
  }

/** A reason that holds wherever `used` does not. */
export const unless =
  (used: (at: ReasonInputs) => boolean, says: string): Reason =>
  (at) =>
    used(at) ? null : says

/** MemAttr as it is read under FWB: bit 3 is RES0 without FEAT_MTE_PERM. */
export const memattrUnderFwb = ({ memattr, mteperm, mte2 }: AttributeInputs) =>
  mteperm && mte2 ? memattr : memattr & 0b0111

export const fwbActs = (at: AttributeInputs) => stage2On(at) && effectiveFwb(at)

export const setByHand: Reason = (at) => (at.byHand ? 'Not used: stage 2 is set by hand' : null)

export const noVma: Reason = (at) =>
  setByHand(at) ?? (at.kvm.vma === 'none' ? 'Not used: there is no VMA' : null)

/** Both the guest and user space map the page, so that act 5 may be asked. By hand nobody knows. */
const bothMap = ({ mapped, kvm }: ReasonInputs) => mapped && kvm.vma === 'mapped' && kvm.gmem !== 'private'

export const act5DoesNotArise: Reason = (at) =>
  noVma(at) ?? (bothMap(at) ? null : 'Not used: the question of coherency does not arise')

/** A reason of this access alone: act 5 is about the guest's other accesses too. */
export const outsideAct5 =
  (reason: Reason): Reason =>
  (at) =>
    bothMap(at) ? null : reason(at)

/** Why a field of stage 2 cannot be edited. */
export const writtenByKvm: Reason = (at) => (at.byHand ? null : 'KVM wrote this: choose “by hand” to edit it')

/** Why a bit of HCR_EL2 cannot be edited. */
export const setByKvm: Reason = (at) =>
  at.byHand ? null : 'As KVM sets it: choose a stage 2 leaf “by hand” to edit it'
