/**
 * Packed workers: put the engine's script into the page in fewer bytes. It is more than half of the page.
 */

import { resolve } from 'node:path'
import type { ESTree, Plugin } from 'vite'
import { packed } from './packing/packed.ts'

const PACKED = /\/engine\.worker\.ts\?.*\bworker\b/
export function packedWorkers(): Plugin {
  const starter = resolve(import.meta.dirname, '../../src/worker/packing/packed-worker.ts')
  return {
    name: 'flotsam-packed-workers',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!PACKED.test(id)) return null
      const bytes = new TextEncoder().encode(scriptOf(this.parse(code).body, id))
      const base64 = Buffer.from(packed(bytes)).toString('base64')
      const lines = [
        `import { packedWorker } from ${JSON.stringify(starter)}`,
        `export default packedWorker('${base64}', ${bytes.length})`,
      ]
      return { code: lines.join('\n'), map: null }
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
