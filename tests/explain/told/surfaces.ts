import { accessTold, controlsTold } from './access.ts'
import { alwaysTold } from './always.ts'
import { claimsTold, diagnoseTold, threadTold } from './asked.ts'
import { besideMailed, besideTold, changesTold, flipsTold, policiesMailed, policiesTold } from './beside.ts'
import { checksTold } from './kernel.ts'
import { lineTold, situationsTold } from './line.ts'
import { mailTold } from './mail.ts'
import { ownTold } from './own.ts'
import type { Tells } from './story.ts'
import { verdictTold } from './verdict.ts'
import { descriptorsTold, geometryTold, walkTold } from './walk.ts'

/** Every part of the page that speaks of a story, in the order in which a reader meets them. */
export const surfaces = {
  verdict: verdictTold,
  checks: checksTold,
  walk: walkTold,
  descriptors: descriptorsTold,
  geometry: geometryTold,
  access: accessTold,
  controls: controlsTold,
  line: lineTold,
  situations: situationsTold,
  own: ownTold,
  changes: changesTold,
  flips: flipsTold,
  comparison: besideTold,
  policies: policiesTold,
  diagnose: diagnoseTold,
  claims: claimsTold,
  thread: threadTold,
  always: alwaysTold,
  mail: mailTold,
  'comparison mailed': besideMailed,
  'policies mailed': policiesMailed,
} as const satisfies Readonly<Record<string, Tells>>

export type SurfaceId = keyof typeof surfaces
