import * as access from './settings/access.ts'
import * as choices from './settings/cpu-choices.ts'
import * as features from './settings/cpu-features.ts'
import * as s1 from './settings/guest-stage-1.ts'
import * as t1 from './settings/guest-tables.ts'
import * as hcr from './settings/hcr-el2.ts'
import * as cpu from './settings/host-cpu.ts'
import * as hostpage from './settings/host-page-table.ts'
import * as kernel from './settings/kernel.ts'
import * as memslot from './settings/memslot.ts'
import * as model from './settings/model.ts'
import * as peer from './settings/peer-host.ts'
import * as range from './settings/slot-range.ts'
import * as s2 from './settings/stage-2.ts'
import * as t2 from './settings/stage-2-tables.ts'
import * as hand from './settings/tables-by-hand.ts'
import * as about from './settings/title-and-note.ts'
import * as vm from './settings/vm.ts'
import * as vma from './settings/vma.ts'
import { groups } from './groups.ts'
import type { Setting } from './setting.ts'

/** Every setting, in the order of the control panel and of an address. To add one, add its entry here. */
export const settings = [
  cpu.fwb,
  cpu.dic,
  cpu.idc,
  kernel.policy,
  kernel.page,
  vma.vma,
  vma.pgprot,
  vma.pfn,
  memslot.slot,
  memslot.gmemmap,
  memslot.later,
  memslot.swap,
  access.acc,
  access.el,
  access.pan,
  s1.m,
  s1.mair,
  s1.sh,
  s1.c,
  s1.i,
  t1.va,
  t1.tg,
  t1.txsz,
  t1.tcr,
  t1.leaf,
  t1.contig,
  t1.af,
  t1.dbm,
  t1.ap,
  t1.pxn,
  t1.uxn,
  t1.aptable,
  t1.pxntable,
  t1.uxntable,
  t1.wxn,
  t1.ee,
  t1.epan,
  s2.s2,
  s2.memattr,
  s2.s2sh,
  s2.fnxs,
  hcr.hcrfwb,
  hcr.vm,
  hcr.dc,
  hcr.dct,
  hcr.cd,
  hcr.id,
  t2.s2tg,
  t2.t0sz,
  t2.sl0,
  t2.vtcr,
  t2.s2leaf,
  t2.s2contig,
  t2.s2ap,
  t2.s2xn,
  t2.s2af,
  t2.s2dbm,
  t2.ptw,
  hand.desc,
  vm.mte,
  vm.ipa,
  vm.lpa2,
  range.gpa,
  range.size,
  range.hva,
  range.overlap,
  hostpage.map,
  hostpage.hpte,
  hostpage.hwpoison,
  access.addr,
  access.fsc,
  access.s1ptw,
  access.ins,
  model.hits,
  model.anyguest,
  peer.peer,
  peer.peerfwb,
  peer.peerdic,
  peer.peeridc,
  peer.peerpolicy,
  features.xs,
  features.mte2,
  features.mteperm,
  features.xnx,
  features.hafdbs,
  features.pa,
  choices.sh01,
  choices.resmair,
  choices.s2inner,
  choices.fwbres,
  choices.effsh,
  choices.fetchdev,
  choices.c0tag,
  about.title,
  about.note,
] as const

type Entry = (typeof settings)[number]

export type SettingKey = Entry['key']

/** What the user chose: a value for each setting. */
export type Scenario = { readonly [E in Entry as E['key']]: E['initial'] }

/** The same entries for code that treats all alike. */
export const everySetting: readonly Setting<SettingKey>[] = settings

const byKey: ReadonlyMap<string, Setting<SettingKey>> = new Map(
  everySetting.map((entry) => [entry.key, entry]),
)

/** The setting of that key, if there is one. */
export const findSetting = (key: string) => byKey.get(key)

/** The entry of a key that is known to exist, with the type of its value. */
export function settingOf<K extends SettingKey>(key: K): Extract<Entry, { key: K }> {
  return byKey.get(key) as unknown as Extract<Entry, { key: K }>
}

/** The settings that act 5 alone asks: no other answer is another one with them, so that none is searched for by them. */
export const coherencyKeys: ReadonlySet<SettingKey> = new Set<SettingKey>([
  'idc',
  'hits',
  'anyguest',
  'peeridc',
])

/** The settings as the control panel shows them. */
export const settingsByGroup = groups.map((group) => ({
  group,
  settings: everySetting.filter((setting) => setting.group === group.id),
}))
