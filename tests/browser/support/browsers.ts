/**
 * Browsers: which Chromium and which Firefox the tests start.
 *
 * Playwright's own download can't be had on every machine, so a Chromium also comes with `npm ci`, inside the package
 * @sparticuz/chromium (Linux, x64). Its own launcher isn't used: it switches web security off and shares one temporary folder.
 */

import { chromium } from 'playwright'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join, resolve, sep } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

export interface Launch {
  readonly executablePath?: string
  readonly channel?: string
  readonly args?: string[]
  readonly env?: Record<string, string>
  readonly downloadsPath?: string
}

/** Where Firefox puts what is saved; emptied by Playwright when the tests begin. */
export const FIREFOX_DOWNLOADS = resolve('test-results/firefox-downloads')

/** Quiet: none of these takes part of the browser's protection away but the sandbox, which containers don't offer. */
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const SYSTEM_CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const SYSTEM_FIREFOXES = ['firefox-esr', 'firefox']

const firstOnPath = (names: readonly string[]): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

/** Unpacks into a folder of its own and renames it, so that two runs at once can't see half of it. */
function unpack(packageFolder: string, folder: string): void {
  const parts = `${folder}.${process.pid}`
  mkdirSync(parts, { recursive: true })
  const unpacked = (name: string): Buffer => brotliDecompressSync(readFileSync(join(packageFolder, 'bin', name)))
  for (const name of ['al2023', 'fonts', 'swiftshader']) {
    const archive = join(parts, `${name}.tar`)
    writeFileSync(archive, unpacked(`${name}.tar.br`))
    execFileSync('tar', ['-xf', archive, '-C', parts])
    rmSync(archive)
  }
  writeFileSync(join(parts, 'chromium'), unpacked('chromium.br'))
  chmodSync(join(parts, 'chromium'), 0o755)
  try {
    renameSync(parts, folder)
  } catch (error) {
    rmSync(parts, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

function packagedChromium(): Launch | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  } catch {
    return undefined
  }
  const packageFolder = entry.slice(0, entry.lastIndexOf(`${sep}build${sep}`))
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const folder = resolve('node_modules/.cache', `chromium-${version}`)
  if (!existsSync(folder)) unpack(packageFolder, folder)
  const libraries = [join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  return {
    executablePath: join(folder, 'chromium'),
    args: CHROMIUM_FLAGS,
    env: { ...(process.env as Record<string, string>), LD_LIBRARY_PATH: libraries },
  }
}

/**
 * In this order: CHROMIUM_PATH (or `packaged`), Playwright's own, one of the system, the one from npm.
 * @throws Error naming the ways to get one
 */
export function chromiumLaunch(): Launch {
  const wanted = process.env.CHROMIUM_PATH
  if (wanted && wanted !== 'packaged') return { executablePath: wanted, args: CHROMIUM_FLAGS }
  if (!wanted) {
    if (existsSync(chromium.executablePath())) return { channel: 'chromium', args: CHROMIUM_FLAGS }
    const executablePath = firstOnPath(SYSTEM_CHROMIUMS)
    if (executablePath) return { executablePath, args: CHROMIUM_FLAGS }
  }
  const packaged = packagedChromium()
  if (packaged) return packaged
  throw new Error(
    'No Chromium found. Run `npx playwright install chromium`, install one, or name one in CHROMIUM_PATH.',
  )
}

/** A stock Firefox, driven over WebDriver BiDi; undefined where there is none (FIREFOX_PATH=none pretends so). */
export function firefoxLaunch(): Launch | undefined {
  const executablePath = process.env.FIREFOX_PATH ?? firstOnPath(SYSTEM_FIREFOXES)
  if (!executablePath || executablePath === 'none') return undefined
  return { channel: 'moz-firefox', executablePath, downloadsPath: FIREFOX_DOWNLOADS }
}
