import { hex } from '../words.ts'
import type { Setup } from './setup.ts'

const raised = (stage: 1 | 2, wanted: number, level: number | null): readonly string[] =>
  level === null || level <= wanted
    ? []
    : [`Stage ${stage} starts at level ${level}, so that its leaf is there and not at level ${wanted}.`]

/** In what the walk differs from what the settings and act 2 name, in sentences. */
export function walkDiffers({
  byKvm,
  ipa,
  asked,
  leafLevel1,
  leafLevel2,
  wanted1,
  wanted2,
}: Setup): readonly string[] {
  return [
    ...(ipa === asked
      ? []
      : [
          `The guest’s tables lead to IPA ${hex(ipa)}, where ${byKvm ? 'act 2 asks about' : 'the settings name'} ${hex(asked)}: the bits below what a leaf maps are the VA’s.`,
        ]),
    ...raised(1, wanted1, leafLevel1),
    ...raised(2, wanted2, leafLevel2),
  ]
}
