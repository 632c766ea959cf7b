import { effectiveFwb, stage1On, stage2On, type AttributeInputs } from '../../arch/inputs.ts'

/** Stage 2 is on, without or with FWB. */
export const withoutFwb = (at: AttributeInputs) => stage2On(at) && !effectiveFwb(at)
export const withFwb = (at: AttributeInputs) => stage2On(at) && effectiveFwb(at)

export const outerNibble = (mair: number) => mair >> 4
export const innerNibble = (mair: number) => mair & 0xf

/** Stage 1 is on and its MAIR byte satisfies `test`. */
export const byteIs = (at: AttributeInputs, test: (mair: number) => boolean) => stage1On(at) && test(at.mair)

export const isDeviceByte = (mair: number) => outerNibble(mair) === 0

/** The bytes of FEAT_XS that look Normal: Non-cacheable and Write-Through, both with XS 0. */
export const isXsByte = (mair: number) => mair === 0x40 || mair === 0xa0

/** MemAttr[3:2] is 0b00: Device without FWB, and with FWB as long as bit 2 decides. */
export const isDeviceLeaf = (at: AttributeInputs) => at.memattr < 0b0100

/** Without FWB, a Normal leaf whose inner field is Non-cacheable, by itself or by HCR_EL2.CD. */
export const isInnerNonCacheable = (at: AttributeInputs) =>
  !isDeviceLeaf(at) && (at.cd || (at.memattr & 0b11) === 0b01)
