import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { root, toolPath } from '../scripts/tool.mjs'

interface Project {
  readonly references: readonly { readonly path: string }[]
}

/** Takes a project's folder; gives the last part of each path that it refers to. */
function references(folder: string): readonly string[] {
  const project: Project = JSON.parse(readFileSync(join(folder, 'tsconfig.json'), 'utf8'))
  return project.references.map(({ path }) => path.split('/').at(-1) ?? path)
}

const floors = references(root).filter((name) => name !== 'tests' && !name.endsWith('.json'))
const withoutDom = ['cite', 'arch', 'kvm', 'coherency', 'scenario', 'explain', 'read', 'prove']

/**
 * Takes the files to lay over a house that has the floors' own settings and one empty module a floor;
 * gives the compiler's complaints, each as `floor/file: code`.
 */
function complaints(files: Readonly<Record<string, string>>): readonly string[] {
  const house = mkdtempSync(join(tmpdir(), 'stagecraft-layers-'))
  onTestFinished(() => rmSync(house, { recursive: true }))
  cpSync(join(root, 'tsconfig.base.json'), join(house, 'tsconfig.base.json'))
  for (const floor of floors) {
    cpSync(join(root, 'src', floor, 'tsconfig.json'), join(house, 'src', floor, 'tsconfig.json'))
    writeFileSync(join(house, 'src', floor, 'module.ts'), 'export const floor = 0\n')
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(house, 'src', name), text)
  const projects = floors.map((floor) => join(house, 'src', floor))
  const args = [toolPath('typescript', 'tsc'), '-b', '--pretty', 'false', ...projects]
  const { stdout } = spawnSync(process.execPath, args, { cwd: dirname(house), encoding: 'utf8' })
  const errors = stdout.matchAll(/src[\\/](\w+)[\\/](\w+)\.ts\(\d+,\d+\): error (TS\d+)/g)
  return [...errors].map(([, floor, file, code]) => `${floor}/${file}: ${code}`).toSorted()
}

/** Takes two floors; gives a module of the first that imports the second. */
function importing(from: string, to: string): readonly [string, string] {
  return [`${from}/uses_${to}.ts`, `export { floor } from '../${to}/module.ts'\n`]
}

test('a floor refers only to floors below it', () => {
  for (const [height, floor] of floors.entries()) {
    const below = new Set(floors.slice(0, height))
    expect(
      references(join(root, 'src', floor)).filter((name) => !below.has(name)),
      floor,
    ).toEqual([])
  }
})

test('a floor may import the floors that it refers to', () => {
  const allowed = floors.flatMap((from) =>
    references(join(root, 'src', from)).map((to) => importing(from, to)),
  )
  expect(complaints(Object.fromEntries(allowed))).toEqual([])
})

test('a floor may import no other', () => {
  const refused = floors.flatMap((from) => {
    const allowed = new Set([from, ...references(join(root, 'src', from))])
    return floors.filter((to) => !allowed.has(to)).map((to) => [from, to] as const)
  })
  expect(refused).toContainEqual(['arch', 'ui'])
  const files = Object.fromEntries(refused.map(([from, to]) => importing(from, to)))
  const expected = refused.map(([from, to]) => `${from}/uses_${to}: TS6307`).toSorted()
  expect(complaints(files)).toEqual(expected)
})

test('the floors of the engine know no page', () => {
  const files = Object.fromEntries(
    withoutDom.map((floor) => [`${floor}/page.ts`, 'export const page: unknown = document\n']),
  )
  expect(complaints(files)).toEqual(withoutDom.map((floor) => `${floor}/page: TS2584`).toSorted())
})
