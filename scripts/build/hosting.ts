/**
 * Hosting: what a web server needs beside the page, made at build time: the manifest and the service worker.
 *
 * The page itself never needs these files; opened from a disk it does without.
 */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { transformWithOxc, type Plugin } from 'vite'
import { logoPixels, logoSvg } from './logo.ts'
import { encodePng } from './png.ts'

const ICONS = [
  [192, 'any'],
  [512, 'any'],
  [512, 'maskable'],
] as const

/** The tab's icon stands in the page itself: the policy lets images come from nowhere else. */
export function tabIcon(): Plugin {
  return {
    name: 'flotsam-tab-icon',
    transformIndexHtml: () => [
      {
        tag: 'link',
        attrs: { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(logoSvg())}` },
        injectTo: 'head',
      },
    ],
  }
}

/** Must come after `singleFile`: the service worker's version is the hash of the finished page. */
export function hosting(): Plugin {
  let root = ''
  return {
    name: 'flotsam-hosting',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root
    },
    async generateBundle(_, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') throw new Error('the build wrote no index.html')
      const files = new Map<string, string | Uint8Array>([
        ['./', page.source],
        ['./manifest.webmanifest', manifest(resolve(root, 'scripts/build/manifest.json'))],
      ])
      this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source: files.get('./manifest.webmanifest')! })
      const source = await serviceWorker(resolve(root, 'src/offline/service-worker.ts'), files)
      this.emitFile({ type: 'asset', fileName: 'sw.js', source })
    },
  }
}

/** The page's policy lets images come from nowhere else, and Chromium (156) holds a manifest's icons to it as well. */
function manifest(path: string): string {
  const icons = ICONS.map(([size, purpose]) => ({
    src: `data:image/png;base64,${encodePng(logoPixels(size), size).toString('base64')}`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  }))
  return JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), icons }, null, 2)
}

/** The worker's code without its types, behind the two constants it is versioned by. */
async function serviceWorker(path: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<string> {
  const text = readFileSync(path, 'utf8')
  const { code } = await transformWithOxc(text, path, { sourcemap: false })
  const hash = createHash('sha256').update(text)
  for (const [name, content] of files) hash.update(name).update(content)
  const version = hash.digest('hex').slice(0, 16)
  return `const VERSION = ${JSON.stringify(version)}\nconst FILES = ${JSON.stringify([...files.keys()])}\n${code}`
}
