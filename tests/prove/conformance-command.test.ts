import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { root } from '../../scripts/tool.mjs'
import { pathOf, textOf } from '../vectors/load.ts'

/** Takes files; runs the conformance command on them. */
function conformance(...files: readonly string[]) {
  const args = ['scripts/run.mjs', 'scripts/conformance.ts', ...files]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** Gives the path of a name in a new folder that goes when the test ends. */
function newFolder(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'stagecraft-vectors-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return (name) => join(folder, name)
}

test('files that agree end the command with 0, whatever their names, plain or gzip', () => {
  const at = newFolder()
  copyFileSync(pathOf('sail/mair.csv.gz'), at('walks.json'))
  writeFileSync(at('s2attr'), textOf('sail/s2attr.csv.gz'))
  expect(conformance(at('walks.json'), at('s2attr'))).toEqual({
    status: 0,
    stdout: `${at('walks.json')}: 4096 rows, 0 mismatches\n${at('s2attr')}: 256 rows, 0 mismatches\n`,
    stderr: '',
  })
})

test('a row that is answered otherwise ends it with 1 and is shown', () => {
  const at = newFolder()
  const wrong = textOf('sail/s2attr.csv.gz').replace('0,0,0,0,Device,nGnRnE', '0,0,0,0,Device,nGnRE')
  writeFileSync(at('wrong.gz'), gzipSync(wrong))
  const { status, stdout, stderr } = conformance(at('wrong.gz'))
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
  expect(stdout).toMatch(/: 256 rows, 1 mismatches\n {2}line 2: 0,0,0,0,Device,nGnRE,/)
  expect(stdout).toMatch(
    /\n {4}expected memtype=Device device=nGnRE .*\n {4}actual {3}memtype=Device device=nGnRnE /,
  )
})

test('a file that cannot be read ends it with 2 and does not stop the others', () => {
  const at = newFolder()
  const whole = gzipSync(textOf('sail/s2attr.csv.gz'))
  writeFileSync(at('half.gz'), whole.subarray(0, 200))
  writeFileSync(at('row'), textOf('sail/s2attr.csv.gz').replace('\n0,0,1,', '\n0,0,2,'))
  writeFileSync(at('walks'), '{"header":1,"what":"outcomes","rows":1}\n')
  writeFileSync(at('lonely'), textOf('sail/combine-variants.csv.gz').split('\n').slice(0, 3).join('\n'))
  writeFileSync(at('good'), whole)
  const names = ['half.gz', 'row', 'walks', 'lonely', 'missing', 'good'].map(at)
  const { status, stdout, stderr } = conformance(...names)
  expect({ status, stdout }).toEqual({ status: 2, stdout: `${at('good')}: 256 rows, 0 mismatches\n` })
  const complaints = stderr.trim().split('\n')
  expect(complaints).toHaveLength(5)
  expect(complaints[0]).toBe(`${at('half.gz')}: unexpected end of file`)
  expect(complaints[1]).toBe(`${at('row')}: line 3: fnxs is "2", not a number from 0 to 1`)
  expect(complaints[2]).toBe(`${at('walks')}: line 1: the header says 1 rows, and 0 follow`)
  expect(complaints[3]).toBe(`${at('lonely')}: line 2: no combine-cfg.json beside it`)
  expect(complaints[4]).toMatch(/: ENOENT/)
})

test('without a file it says how it is used', () => {
  expect(conformance()).toEqual({
    status: 2,
    stdout: '',
    stderr: 'usage: npm run --silent conformance -- FILE...\n',
  })
})
