/** The claims' codes by their ids, apart from the claims: what only names one does without the rest. */
const codes: ReadonlyMap<string, string> = new Map([
  ['s1a', 'S1a'],
  ['s1b', 'S1b'],
  ['s1c', 'S1c'],
  ['s1d', 'S1d'],
  ['s2', 'S2'],
  ['s3a', 'S3a'],
  ['s3b', 'S3b'],
  ['p1', 'P1'],
  ['p1b', "P1'"],
  ['p2', 'P2'],
  ['p3', 'P3'],
  ['o1', 'O1'],
  ['o2', 'O2'],
  ['o3', 'O3'],
  ['o4', 'O4'],
  ['o5', 'O5'],
  ['o6', 'O6'],
  ['o7', 'O7'],
  ['o8', 'O8'],
  ['o9', 'O9'],
])

/** The ids of the claims that have a code. */
export const codedClaims: readonly string[] = [...codes.keys()]

/** The code of the claim of that id, if there is one. */
export const claimCode = (id: string): string | undefined => codes.get(id)
