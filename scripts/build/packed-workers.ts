/**
 * Packed workers: put the engine's script into the page in fewer bytes. It is more than half of the page.
 */

import { resolve } from 'node:path'
import type { ESTree, Plugin } from 'vite'
import { withPacked } from '../../src/worker/packing/engine-script.ts'
import { packed } from './packing/packed.ts'
import { harmlessInHtml } from './single-file.ts'

const PACKED = /\/engine\.worker\.ts\?.*\bworker\b/

/** Must come before `singleFile`, which hashes the script. */
export function packedWorkers(): Plugin {
  const starter = resolve(import.meta.dirname, '../../src/worker/packing/packed-worker.ts')
  let script: string | null = null
  return {
    name: 'flotsam-packed-workers',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!PACKED.test(id)) return null
      script = scriptOf(this.parse(code).body, id)
      return { code: `export { default } from ${JSON.stringify(starter)}`, map: null }
    },
    generateBundle(_, bundle) {
      const [page, ...more] = Object.values(bundle).filter((item) => item.type === 'chunk')
      if (page === undefined || more.length > 0) throw new Error('the page must be one script, to be packed behind')
      if (script === null) throw new Error('the page starts no engine')
      const before = harmlessInHtml(page.code)
      const encoder = new TextEncoder()
      const bytes = encoder.encode(script)
      const base64 = Buffer.from(packed(bytes, encoder.encode(before))).toString('base64')
      page.code = withPacked({ before, byteCount: bytes.length, packed: base64 })
    },
  }
}

/** As Vite (8.3) writes the script of a worker into the module that starts it: `const jsContent = "…"`. */
function scriptOf(statements: ESTree.Program['body'], id: string): string {
  for (const statement of statements) {
    const value = statement.type === 'VariableDeclaration' ? statement.declarations[0]?.init : null
    if (value?.type === 'Literal' && typeof value.value === 'string') return value.value
  }
  throw new Error(`${id} holds no script to pack`)
}
