import { describe, expect, test } from 'vitest'
import { defaultInputs } from '../../src/arch/inputs.ts'
import { readConfigs } from '../../src/read/sail-configs.ts'
import { Unreadable } from '../../src/read/unreadable.ts'
import { readGolden, readVectors, sizeLimit } from '../../src/read/vectors.ts'

const combineHeader =
  'cfg,s1attr,s1sh,s2memattr,s2sh,fwb,memtype,device,inner,ihint,itrans,outer,ohint,otrans,sh,tags,notagaccess,xs,par_attr,par_sh,cu'
const combineRow = 'base,0xff,3,6,0,1,Normal,-,WB,RWA,0,WB,RWA,0,ISH,untagged,0,0,0xff,3,'
const combineFile = `${combineHeader}\n${combineRow}\n`

const qemuHeader = 'mair,s1sh,s2memattr,s2sh,fwb,par_attr,par_sh,par'
const qemuRow = '255,3,6,0,1,255,3,0xff00000000000b80'

/** Takes a text; gives what reading it complains of. */
function complaint(text: string, configs?: string): string {
  try {
    readGolden(text, configs === undefined ? undefined : () => readConfigs(configs))
  } catch (error) {
    if (error instanceof Unreadable) return error.message
    throw error
  }
  return 'none'
}

describe('the kind of a vector file', () => {
  test.each([
    ['sail-combine', combineFile],
    ['qemu-combine', `${qemuHeader}\n${qemuRow}\n`],
    ['qemu-variants', `variant,${qemuHeader}\nm0,${qemuRow}\n`],
    [
      'qemu-doubts-combine',
      'mair,s1sh,s2memattr,s2sh,fwb,qemu_attr,qemu_sh,arm_attr,arm_sh,class\n0,0,1,0,1,4,2,0,2,D6\n',
    ],
    [
      'sail-s2attr',
      'memattr,sh,fnxs,feat_mte_perm,memtype,device,inner,outer,sh_decoded,notagaccess,xs,cu\n0,0,0,0,Device,nGnRnE,-,-,NSH,0,1,\n',
    ],
  ])('%s is told by its columns', (kind, text) => {
    expect(readVectors(text).kind).toBe(kind)
  })

  test('columns may stand in any order', () => {
    const reversed = combineFile
      .trim()
      .split('\n')
      .map((line) => line.split(',').toReversed().join(','))
    const [vector] = readVectors(reversed.join('\n')).vectors
    expect(vector?.inputs).toEqual(readVectors(combineFile).vectors[0]?.inputs)
  })

  test('comments before the header and lines that end in CR LF are fine', () => {
    const [vector] = readVectors(`# by hand\r\n${qemuHeader}\r\n${qemuRow}\r\n`).vectors
    expect(vector).toMatchObject({ line: 3, text: qemuRow, expected: { par_attr: 0xff, par_sh: 3 } })
  })

  test.each([
    [
      'permissions',
      'ap,uxn,pxn,aptable,uxntable,pxntable,s2ap,s2xn_bit54,result\n0,0,0,0,0,0,3,0,ok\n',
      'line 1: no column s2xnx_bit53 in a sail-perms file',
    ],
    [
      'walks of QEMU',
      '{"header":"walks","qemu":"11.1.3","id_regs":{}}\n{"id":1}\n',
      'line 2: op is missing, not one of S1E1R, S1E1W, S1E0R, S1E0W, S1E1RP, S1E1WP, S1E1A, S12E1R, S12E1W, S12E0R, S12E0W',
    ],
    [
      'coherency outcomes',
      '{"header":1,"what":"outcomes","rows":1}\n{}\n',
      'line 2: kind is missing, not one of situation, script',
    ],
    [
      'doubted walks, which ask nothing,',
      '{"id":1,"qemu":"0x0","arm":"0x1","class":"X1"}\n',
      'line 1: its rows only name rows of a file of QEMU’s walks: read that file',
    ],
  ])('%s with something missing are refused', (_, text, message) => {
    expect(complaint(text)).toBe(message)
  })
})

describe('what cannot be read is refused with its line and the reason', () => {
  test.each([
    ['an empty file', '', 'there is no header'],
    ['comments alone', '# nothing\n', 'there is no header'],
    ['a header without rows', `${combineHeader}\n`, 'line 2: no row follows the header'],
    ['another table', 'name,size\na,1\n', 'line 1: no known kind of file has the header "name,size"'],
    [
      'prose',
      'Dear reader,\nthis is a letter\n',
      'line 1: no known kind of file has the header "Dear reader,"',
    ],
    ['other JSON', '{"name":"x"}', 'line 1: no known kind of file has the keys "name"'],
    ['broken JSON', '{"dims":', 'line 1: not a JSON object'],
    [
      'an unknown column',
      combineFile.replace('s1sh', 's1shr'),
      'line 1: unknown column s1shr in a sail-combine file',
    ],
    [
      'a column less',
      combineFile.replace(',cu\n', '\n').replace('3,\n', '3\n'),
      'line 1: no column cu in a sail-combine file',
    ],
    [
      'a column twice',
      combineFile.replace('s1sh', 's1sh,s1sh').replace('0xff,3', '0xff,3,3'),
      'line 1: column s1sh stands twice',
    ],
    [
      'a truncated row',
      `${combineFile}${combineRow.slice(0, 30)}`,
      'line 3: 10 fields where the header has 21',
    ],
    [
      'a number that is none',
      combineFile.replace('0xff,3,6', '0xfg,3,6'),
      'line 2: s1attr is "0xfg", not a number from 0 to 255',
    ],
    [
      'a number out of range',
      combineFile.replace('0xff,3,6', '0xff,4,6'),
      'line 2: s1sh is "4", not a number from 0 to 3',
    ],
    [
      'a word that is none',
      combineFile.replace('Normal', 'Strong'),
      'line 2: memtype is "Strong", not one of Normal, Device',
    ],
    [
      'a choice that is none',
      combineFile.replace('0xff,3,\n', '0xff,3,LUCK\n'),
      'line 2: cu is "LUCK", not names joined by +, out of Shareability, RESMAIR, S2RESMEMATTR, INSTRDEVICE, S1CTAGGED',
    ],
    [
      'a PAR_EL1 that is none',
      `${qemuHeader}\n255,3,6,0,1,255,3,0xff\n`,
      'line 2: par is "0xff", not PAR_EL1 as 0x and 16 hexadecimal digits',
    ],
    [
      'an unknown variant',
      `variant,${qemuHeader}\nm1,${qemuRow}\n`,
      'line 2: variant is "m1", not one of dc, dc_vm0, dc_dct, dc_cd, m0, m0_i0, m0_cd, cd, id, cd_id, c0, c0_i0, c0_cd, vm0, vm0_m0, vm0_c0, s1only, e0w',
    ],
  ])('%s', (_, text, reason) => {
    expect(complaint(text)).toBe(reason)
  })

  test('a text beyond the size limit', () => {
    expect(complaint('x'.repeat(sizeLimit + 1))).toBe(`longer than ${sizeLimit} characters`)
  })
})

describe('the configuration that a row names', () => {
  const fetched = combineFile.replace('base', 'fetch')
  const configs = JSON.stringify({
    fetch: { SCTLR_EL1_M: 0, FEAT_MTE_PERM: 1, access: 'instruction fetch at EL1' },
  })

  test('gives the controls and features', () => {
    const [vector] = readVectors(fetched, () => readConfigs(configs)).vectors
    expect(vector?.inputs).toEqual({
      ...defaultInputs,
      m: false,
      mteperm: true,
      acc: 'x',
      mair: 0xff,
      sh: 3,
      memattr: 6,
      s2sh: 0,
      hcrfwb: true,
    })
  })

  test.each([
    ['is missing with its file', undefined, 'no combine-cfg.json beside it'],
    ['is not in the file', '{}', 'combine-cfg.json has no configuration fetch'],
    ['is in no JSON', 'm: 0', 'combine-cfg.json: not a JSON object of configurations by name'],
    ['is a list', '[]', 'combine-cfg.json: not a JSON object of configurations by name'],
    ['is no object', '{"fetch":1}', 'combine-cfg.json: fetch is not an object'],
    [
      'sets what is unknown',
      '{"fetch":{"HCR_EL2_XX":1}}',
      'combine-cfg.json: fetch has the unknown name HCR_EL2_XX',
    ],
    ['sets what is no bit', '{"fetch":{"FEAT_XS":2}}', 'combine-cfg.json: fetch.FEAT_XS is neither 0 nor 1'],
    [
      'makes another access',
      '{"fetch":{"access":"DC ZVA"}}',
      'combine-cfg.json: fetch.access is neither an AT instruction nor an instruction fetch',
    ],
  ])('%s: an error at the row', (_, text, reason) => {
    expect(complaint(fetched, text)).toBe(`line 2: ${reason}`)
  })
})
