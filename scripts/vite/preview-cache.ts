import type { Plugin } from 'vite'

/** Lets a browser keep files whose name carries a hash, and ask again for every other one. */
export function previewCache(): Plugin {
  return {
    name: 'stagecraft:preview-cache',
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const hashed = request.url?.startsWith('/assets/') === true
        response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
        next()
      })
    },
  }
}
