import { svelte } from '@sveltejs/vite-plugin-svelte'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'
// With their extension, as Vite asks of everything its configuration imports.
import { hosting, tabIcon } from './scripts/build/hosting.ts'
import { kernels } from './scripts/build/kernels.ts'
import { leftOut } from './scripts/build/left-out.ts'
import { LEFT_OUT } from './scripts/build/libraries.ts'
import { packedWorkers } from './scripts/build/packed-workers.ts'
import { singleFile } from './scripts/build/single-file.ts'

export default defineConfig({
  // Any folder of any host, and file://.
  base: './',
  resolve: {
    alias: {
      'd3-transition': resolve(import.meta.dirname, 'scripts/build/no-transition.ts'),
      stream: resolve(import.meta.dirname, 'scripts/build/no-stream.ts'),
      // Its modules: what the package exports is one CommonJS file, of which nothing can be left out.
      'ml-matrix': resolve(import.meta.dirname, 'node_modules/ml-matrix/src/index.js'),
    },
  },
  plugins: [kernels(), leftOut(LEFT_OUT), svelte(), packedWorkers(), tabIcon(), singleFile(), hosting()],
  worker: { format: 'iife', plugins: () => [kernels(), leftOut(LEFT_OUT)] },
  build: {
    target: 'es2023',
    assetsInlineLimit: () => true,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    // The page is its own download: the usual warning about large chunks says nothing here.
    chunkSizeWarningLimit: 4096,
    rolldownOptions: { output: { codeSplitting: false }, checks: { pluginTimings: false } },
  },
})
