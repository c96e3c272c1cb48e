/**
 * Kernels: `import kernel from 'kernel:assign'` gives src/kernels/assign.ts compiled to WebAssembly, in hexadecimal digits.
 *
 * Compiled from source whenever the source has changed (3 s), kept below node_modules/.cache; nothing binary is committed. As text
 * since the page's policy lets nothing be fetched, and a kernel has a few kB.
 */

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join, resolve } from 'node:path'
import asc from 'assemblyscript/asc'
import type { Plugin } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const cache = join(root, 'node_modules/.cache/kernels')
const PREFIX = 'kernel:'

/**
 * No checks and no allocator: a kernel is straight loops over memory that its door in src/engine/numeric lays out and hands in.
 * Relaxed SIMD would differ from machine to machine (and is missing in WebKitGTK and Node 20).
 */
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory', '--initialMemory', '1']

export function kernels(): Plugin {
  return {
    name: 'kernels',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null
      const source = join(root, 'src/kernels', `${id.slice(PREFIX.length + 1)}.ts`)
      for (const file of [source, ...partsOf(source)]) this.addWatchFile(file)
      return `export default ${JSON.stringify(readFileSync(await compiled(source)).toString('hex'))}`
    },
  }
}

/** A kernel's further files lie in the folder of its name. */
function partsOf(source: string): readonly string[] {
  const folder = source.replace(/\.ts$/, '')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
}

/** @returns the path of the compiled kernel */
async function compiled(source: string): Promise<string> {
  const text = createHash('sha256').update(OPTIONS.join()).update(asc.version)
  for (const file of [source, ...partsOf(source)]) text.update(readFileSync(file))
  const hash = text.digest('hex').slice(0, 16)
  const target = join(cache, `${hash}.wasm`)
  if (existsSync(target)) return target
  mkdirSync(cache, { recursive: true })
  // Written aside and moved: two test runners may compile the same kernel at once.
  const aside = join(cache, `${hash}.${process.pid}.${Math.trunc(performance.now() * 1000)}.part`)
  const { error, stderr } = await asc.main([source, '--outFile', aside, ...OPTIONS])
  if (error !== null) throw new Error(`${source} does not compile: ${error.message}\n${stderr.toString()}`)
  renameSync(aside, target)
  return target
}
