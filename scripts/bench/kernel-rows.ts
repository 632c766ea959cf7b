import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'

/** What the table of kernel decisions takes through all its values: 34,560 rows. */
const dimensions: readonly (readonly Partial<KvmInputs>[])[] = [
  [{ fwb: false }, { fwb: true }],
  [{ dic: false }, { dic: true }],
  [{ pfn: 'zone-device' }, { pfn: 'map-memory' }],
  [{ pfnmap: false, io: false }, { pfnmap: true }, { pfnmap: false, io: false, mixedmap: true }],
  [{ anyuncached: false }, { anyuncached: true }],
  [
    { pgprot: 'normal' },
    { pgprot: 'normal_tagged' },
    { pgprot: 'nc' },
    { pgprot: 'device_nGnRE' },
    { pgprot: 'device_nGnRnE' },
  ],
  [{ shared: true }, { shared: false }],
  [{ mte: false }, { mte: true, mteallowed: true }, { mte: true, mteallowed: false }],
  [{ log: false }, { log: true }, { readonly: true }, { log: true, readonly: true }],
  [{ bit3: false }, { bit3: true }],
  [{ acc: 'r' }, { acc: 'w' }, { acc: 'x' }],
]

/** Gives the inputs of every row. */
export function decisionRows(): readonly KvmInputs[] {
  return dimensions.reduce<readonly KvmInputs[]>(
    (rows, values) => rows.flatMap((row) => values.map((value) => ({ ...row, ...value }))),
    [defaultKvmInputs],
  )
}
