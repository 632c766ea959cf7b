import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from './bundle.mjs'
import { runTool } from './tool.mjs'

/**
 * Builds the app as `npm run build` does, into a folder that no other run uses; the caller removes it.
 * @returns {Promise<string>} that folder
 */
export async function buildApp() {
  await mkdir(cacheFolder, { recursive: true })
  const outDir = await mkdtemp(join(cacheFolder, 'app-'))
  const env = { ...process.env, NODE_ENV: 'production' }
  const code = runTool('vite', ['build', '--outDir', outDir, '--logLevel', 'warn'], { env, quiet: true })
  if (code !== 0) throw new Error('the app cannot be built: see the message above')
  return outDir
}
