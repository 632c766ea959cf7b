import type { MaintenanceInput, MaintenanceRow } from '../../kvm/maintenance.ts'

interface Condition {
  readonly words: string
  readonly holds: (at: MaintenanceInput) => boolean
}

/** What KVM's maintenance of data may depend on. */
const ofData: readonly Condition[] = [
  { words: 'DC CIVAC of Normal leaves without FWB', holds: ({ type, fwb }) => type === 'normal' && !fwb },
]

/** What KVM's maintenance of instructions may depend on. */
const ofInstructions: readonly Condition[] = [
  {
    words: 'IC IVAU or IC IALLUIS for executable leaves without DIC',
    holds: ({ executable, dic }) => executable && !dic,
  },
  { words: 'IC IALLUIS with FWB and without DIC', holds: ({ fwb, dic }) => fwb && !dic },
]

const either = [false, true]

/** Everything that maintenance may be asked with. */
const everyInput: readonly MaintenanceInput[] = either.flatMap((fwb) =>
  either.flatMap((dic) =>
    either.flatMap((executable) =>
      (['normal', 'nc', 'device'] as const).map((type) => ({ fwb, dic, executable, type })),
    ),
  ),
)

/** The condition under which a row does something, found by asking it everything; none where it never does. @throws RangeError for one without words */
function wordsOf(does: (at: MaintenanceInput) => boolean, known: readonly Condition[]): readonly string[] {
  if (!everyInput.some(does)) return []
  const found = known.find(({ holds }) => everyInput.every((at) => holds(at) === does(at)))
  if (!found) throw new RangeError('a condition of maintenance that has no words')
  return [found.words]
}

/** What KVM maintains at an occasion, and on which condition: `no maintenance` where it never does. */
export function conditionWords({ dcache, icache }: MaintenanceRow): string {
  const both = [
    ...wordsOf((at) => dcache(at) !== 'none', ofData),
    ...wordsOf((at) => icache(at) !== 'none', ofInstructions),
  ]
  return both.length === 0 ? 'no maintenance' : both.join('; ')
}
