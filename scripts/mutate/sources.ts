import { createServer, moduleRunnerTransform, transformWithOxc } from 'vite'
import { root } from '../tool.mjs'

/** A module as it runs: a function body that asks for its imports by name. */
export interface Source {
  readonly id: string
  readonly code: string
}

/** Turns the text of a TypeScript module without JSX into what runs. */
export async function compiled(id: string, text: string): Promise<string> {
  const { code } = await transformWithOxc(text, id, { sourcemap: false })
  const result = await moduleRunnerTransform(code, null, id, text)
  if (!result) throw new Error(`${id} cannot be made to run`)
  return result.code
}

/**
 * Takes the ids of entries (`/tests/arch/par.test.ts`); gives them and all that they import from the project, as they run.
 * What stands in packages is left to Node.
 */
export async function sourcesOf(entries: readonly string[]): Promise<readonly Source[]> {
  const server = await createServer({
    configFile: false,
    root,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  })
  const found = new Map<string, Source>()
  const take = async (id: string): Promise<void> => {
    if (found.has(id)) return
    found.set(id, { id, code: '' })
    const result = await server.environments.ssr.transformRequest(id)
    if (!result) throw new Error(`${id} cannot be made to run`)
    found.set(id, { id, code: result.code })
    const imports = [...(result.deps ?? []), ...(result.dynamicDeps ?? [])]
    await Promise.all(imports.filter(isOwn).map(take))
  }
  try {
    await Promise.all(entries.map(take))
  } finally {
    await server.close()
  }
  return [...found.values()]
}

/** Whether an import is of the project's own modules. */
export const isOwn = (id: string): boolean => id.startsWith('/')
