import { build, preview } from 'vite'
import { root } from './tool.mjs'

/** `npm start`: builds the page and serves it until it is stopped. */

await build({ root, logLevel: 'warn' })
const server = await preview({ root, logLevel: 'info' })
server.printUrls()
