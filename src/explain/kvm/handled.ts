import type { Exit } from '../../kvm/exit.ts'

/** Whether a fault without a leaf ended as it should: emulated, skipped, or the leaf was there. */
export const isHandled = ({ kind }: Exit) =>
  kind === 'mmio_exit' || kind === 'instruction_skipped' || kind === 'access_flag_set'
