import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/tool.mjs'
import { citations, type Citation } from '../../src/cite/citations.ts'

const row = /^\| `(\w+)\(\)`\s*\| `([\w./-]+)`\s*\| ([\d.]+)\s*\| (.*\S)\s*\|$/gm

test('the list of cited Linux functions is complete, and says of each where it was seen', () => {
  const text = readFileSync(join(root, 'docs', 'cited-functions.md'), 'utf8')
  const listed = [...text.matchAll(row)].map(([, name, file, version, seen]) => ({
    name,
    file,
    version,
    seen,
  }))
  expect(listed.filter(({ seen }) => !/^[A-I]/.test(seen ?? ''))).toEqual([])
  const cited = Object.values<Citation>(citations).flatMap((one) =>
    one.kind === 'linux' ? [`${one.function} ${one.file} ${one.version}`] : [],
  )
  const names = listed.map(({ name, file, version }) => `${name} ${file} ${version}`)
  expect(names.toSorted()).toEqual([...new Set(cited)].toSorted())
})
