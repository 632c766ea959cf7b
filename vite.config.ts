import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { boot } from './scripts/vite/boot.ts'
import { inlineStyle } from './scripts/vite/inline-style.ts'
import { policy } from './scripts/vite/policy.ts'
import { prerender } from './scripts/vite/prerender.ts'
import { previewCache } from './scripts/vite/preview-cache.ts'

/**
 * The order of the last four matters: the story, the boot script and the style are put into the page,
 * and then the policy is made of what stands in it.
 */
export default defineConfig({
  base: './',
  // A file that is not there is a 404, not the page.
  appType: 'mpa',
  plugins: [react(), previewCache(), prerender(), boot(), inlineStyle(), policy()],
  build: {
    target: 'baseline-widely-available',
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
  },
  preview: { port: 4173, strictPort: false },
})
