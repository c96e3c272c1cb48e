/**
 * Built app: what is measured is what is shipped, `dist` behind a static server; it is built where there is none.
 */

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'vite'
import { serveFolder, type StaticServer } from '../../../scripts/serve/static-server'

/** FLOTSAM_DIST names another build than the one in dist, as for the browser tests. */
const folder = resolve(process.env.FLOTSAM_DIST ?? 'dist')

export async function serveBuiltApp(): Promise<StaticServer> {
  if (!existsSync(resolve(folder, 'index.html'))) {
    console.error('There is no dist: building it first.')
    await build({ logLevel: 'warn', build: { outDir: folder } })
  }
  return serveFolder(folder, [0])
}
