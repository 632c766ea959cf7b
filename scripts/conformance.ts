/**
 * `npm run --silent conformance -- FILE...`: holds the engine against vector files, told apart by content.
 * Ends with 1 where a row is answered otherwise, with 2 where a file cannot be read.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { conformance } from '../src/prove/conformance.ts'
import { conformanceText } from '../src/prove/conformance-text.ts'
import { readConfigs } from '../src/read/sail-configs.ts'
import { Unreadable } from '../src/read/unreadable.ts'
import { readGolden, sizeLimit } from '../src/read/vectors.ts'

const configsFile = 'combine-cfg.json'

const agrees = 0
const differs = 1
const unreadable = 2

/** Reads a text file, plain or gzip. @throws Unreadable */
function readText(file: string): string {
  try {
    const bytes = readFileSync(file)
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
    return new TextDecoder('utf-8', { fatal: true }).decode(
      isGzip ? gunzipSync(bytes, { maxOutputLength: sizeLimit }) : bytes,
    )
  } catch (error) {
    throw new Unreadable(error instanceof Error ? error.message : String(error))
  }
}

/** Takes a vector file; reads the configurations that stand beside it. @throws Unreadable */
function configsBeside(file: string): ReturnType<typeof readConfigs> {
  const path = join(dirname(file), configsFile)
  if (!existsSync(path)) throw new Unreadable(`no ${configsFile} beside it`)
  return readConfigs(readText(path))
}

/** Takes one file; prints what became of it and gives the exit status that it asks for. */
function check(file: string): number {
  try {
    const report = conformance(readGolden(readText(file), () => configsBeside(file)))
    process.stdout.write(`${conformanceText(file, report)}\n`)
    return report.mismatches.length > 0 ? differs : agrees
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    process.stderr.write(`${file}: ${error.message}\n`)
    return unreadable
  }
}

const files = process.argv.slice(2).filter((argument) => argument !== '--')
if (files.length === 0) process.stderr.write('usage: npm run --silent conformance -- FILE...\n')
process.exitCode = files.length === 0 ? unreadable : Math.max(...files.map(check))
