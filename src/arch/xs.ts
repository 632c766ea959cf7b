import type { CitationId } from '../cite/citations.ts'
import type { MemoryAttributes } from './attributes.ts'
import type { AttributeInputs } from './inputs.ts'
import type { Rule, Table } from './rule.ts'
import { effectiveFnxs } from './stage2.ts'

interface Xs {
  readonly at: AttributeInputs
  readonly s1: MemoryAttributes
  /** FWB 0: the result is Write-Back in both fields. FWB 1: MemAttr forces Write-Back. */
  readonly writeBack: boolean
}

function table(
  id: string,
  title: string,
  cite: CitationId,
  writeBack: Pick<Rule<Xs, boolean>, 'id' | 'whose' | 'because' | 'reads'>,
): Table<Xs, boolean> {
  return {
    id,
    title,
    of: ['xs-attr'],
    rules: [
      {
        ...writeBack,
        cite: [cite],
        says: '0, because it is Write-Back',
        when: (x) => x.writeBack,
        gives: () => false,
      },
      {
        id: `${id}-fnxs`,
        whose: 'stage2',
        cite: [cite, 'feat-xs'],
        says: '0, by FnXS',
        because: '{fnxs} in the stage-2 leaf clears XS',
        reads: ['fnxs', 'xs'],
        when: ({ at }) => effectiveFnxs(at),
        gives: () => false,
      },
      {
        id: `${id}-res0`,
        whose: 'stage1',
        cite: [cite, 'feat-xs'],
        says: "Stage 1's, kept",
        because: '{fnxs} is set, but RES0 without FEAT_XS ({xs}), so XS is as stage 1 hands it on',
        reads: ['fnxs', 'xs'],
        when: ({ at }) => at.fnxs,
        gives: ({ s1 }) => s1.xs,
      },
      {
        id: `${id}-stage1`,
        whose: 'stage1',
        cite: [cite],
        says: "Stage 1's, kept",
        because: 'the leaf leaves XS alone ({fnxs}), so it is as stage 1 hands it on',
        reads: ['fnxs', 'xs'],
        when: () => true,
        gives: ({ s1 }) => s1.xs,
      },
    ],
  }
}

/** XS of the result with FWB 0: 0 for Write-Back, else NOT FnXS AND stage 1's. */
export const xs = table('xs', 'XS, FWB 0', 'combine-types', {
  id: 'xs-write-back',
  whose: 'both',
  because: 'a location that is Write-Back in both fields has XS 0',
  reads: [],
})

/** XS of the result under FWB: 0 where Write-Back is forced or FnXS is set, else stage 1's. */
export const xsFwb = table('xs-fwb', 'XS, FWB 1', 's2-fwb1', {
  id: 'xs-fwb-write-back',
  whose: 'stage2',
  because: '{memattr} forces Write-Back, which has XS 0',
  reads: ['memattr', 'hcrfwb', 'fwb'],
})
