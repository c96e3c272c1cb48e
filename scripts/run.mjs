/**
 * Run: bundle one TypeScript file of this folder with Vite and run it under plain Node (from 20.19, which strips no types).
 *
 *   node scripts/run.mjs scripts/inspect.ts FILE
 *
 * The app's own libraries go into the bundle, as they do in the page; the tools (Vite, Playwright …) are imported as they are.
 * Vite says nothing here, so stdout belongs to the script. Takes about 0.3 s.
 */

import { readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, runnerImport } from 'vite'

const root = resolve(import.meta.dirname, '..')
const [, , script, ...rest] = process.argv
if (!script) {
  console.error('Usage: node scripts/run.mjs SCRIPT.ts [ARGUMENTS]')
  process.exit(2)
}

const entry = resolve(root, script)
const outDir = join(root, 'node_modules/.cache/scripts', String(process.pid))
process.on('exit', () => rmSync(outDir, { recursive: true, force: true }))
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

// Importing a file with Vite declares a development run to the whole process; the script, and what it starts, is none.
const { NODE_ENV } = process.env
const { kernels } = (await runnerImport(join(root, 'scripts/build/kernels.ts'))).module
if (NODE_ENV === undefined) delete process.env.NODE_ENV
else process.env.NODE_ENV = NODE_ENV

await build({
  root,
  plugins: [kernels()],
  configFile: false,
  publicDir: false,
  logLevel: 'silent',
  ssr: { target: 'node', noExternal: true, external: Object.keys(devDependencies) },
  build: {
    ssr: entry,
    outDir,
    minify: false,
    sourcemap: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'script.mjs' } },
  },
})

process.setSourceMapsEnabled(true)
process.argv = [process.execPath, entry, ...rest]
await import(pathToFileURL(join(outDir, 'script.mjs')).href)
