/**
 * Map frames: does the map hold 60 frames a second while it is zoomed, moved, pointed at and selected?
 *
 *   node scripts/run.mjs tests/bench/map-frames.ts [--points N] [--frames N] [--gl] [--shots FOLDER]
 *
 * Bundles a page with the real map alone (tests/bench/map-page), gives it N made-up flows (1,000,000 if left out), plays
 * each gesture for so many frames in headless Chromium, one step a frame, and prints one JSON object: frames per second, the
 * longest frame, main-thread time per frame, the longest task, the time to the first picture, to build the index and to
 * pick, and which way the dots were drawn. `--gl` gives the browser a software WebGL and makes the map take it, which
 * says nothing of its speed, but is compared with the picture made by hand, and taken away and given back. `--shots` also takes pictures, dark and light, near and far, alone.
 * Figures depend on the machine and its load, which is printed.
 */

import { svelte } from '@sveltejs/vite-plugin-svelte'
import { mkdirSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Page } from 'playwright'
import { build } from 'vite'
import { singleFile } from '../../scripts/build/single-file'
import { serveFolder } from '../../scripts/serve/static-server'
import { chromiumLaunch } from '../browser/support/browsers'

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '1000000' },
    frames: { type: 'string', default: '240' },
    gl: { type: 'boolean', default: false },
    shots: { type: 'string' },
  },
})
const GESTURES = ['zoom', 'pan', 'hover', 'select'] as const
/** What the page needs to come to rest after a change. */
const SETTLING_MS = 1500

const inOneFile = {
  target: 'es2023',
  assetsInlineLimit: () => true,
  cssCodeSplit: false,
  modulePreload: { polyfill: false },
  chunkSizeWarningLimit: 4096,
  rolldownOptions: { output: { codeSplitting: false } },
} as const

async function bundlePage(): Promise<string> {
  const outDir = resolve('node_modules/.cache/map-page', String(process.pid))
  await build({
    root: resolve('tests/bench/map-page'),
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    base: './',
    // With the content policy of the real page.
    plugins: [svelte(), singleFile()],
    build: { ...inOneFile, outDir, emptyOutDir: true },
  })
  return outDir
}

function launch(): ReturnType<typeof chromiumLaunch> {
  const given = chromiumLaunch()
  if (!values.gl) return given
  const args = (given.args ?? []).filter((flag) => flag !== '--disable-gpu')
  return { ...given, args: [...args, '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] }
}

/** A software WebGL is refused for being slow, or by its name; the map is made to take it all the same. */
const takeSlowContexts = (): void => {
  const UNMASKED_RENDERER = 0x9246
  const getParameter = WebGL2RenderingContext.prototype.getParameter
  WebGL2RenderingContext.prototype.getParameter = function (this: WebGL2RenderingContext, name: number) {
    return name === UNMASKED_RENDERER ? 'a card' : (getParameter.call(this, name) as unknown)
  }
  const getContext = HTMLCanvasElement.prototype.getContext as (...given: unknown[]) => unknown
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, options?: object) {
    const context = Reflect.apply(getContext, this, [kind, { ...options, failIfMajorPerformanceCaveat: false }])
    if (context instanceof WebGL2RenderingContext) window.bench.card = context
    return context as unknown
  } as typeof HTMLCanvasElement.prototype.getContext
}

async function takeShots(page: Page, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const way = values.gl ? 'webgl' : 'canvas'
  const shoot = async (what: string): Promise<void> => {
    for (const theme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: theme })
      await page.waitForTimeout(SETTLING_MS)
      await page.screenshot({ path: join(folder, `${values.points}-${way}-${what}-${theme}.png`) })
    }
  }
  const stage = (await page.locator('.stage').boundingBox())!
  const zoomBy = async (what: string, across: number, down: number, delta: number): Promise<void> => {
    await page.mouse.move(stage.x + stage.width * across, stage.y + stage.height * down)
    await page.mouse.wheel(0, delta)
    await page.waitForTimeout(20)
    await page.screenshot({ path: join(folder, `${values.points}-${way}-${what}-moving.png`) })
    await page.mouse.move(2, 2)
  }
  await shoot('whole')
  await page.evaluate(() => window.bench.select(3))
  await shoot('selected')
  await page.evaluate(() => window.bench.select(null))
  for (const what of ['near', 'nearest']) {
    await zoomBy(what, 0.3, 0.75, -1200)
    await shoot(what)
  }
}

const folder = await bundlePage()
const server = await serveFolder(folder, [0])
const browser = await chromium.launch(launch())
try {
  const page = await browser.newPage({ viewport: { width: 680, height: 640 } })
  page.on('console', (message) => console.error(`page: ${message.text()}`))
  page.on('crash', () => console.error('page: crashed'))
  page.on('pageerror', (error) => console.error(`page: ${error.message}`))
  if (values.gl) await page.addInitScript(takeSlowContexts)
  await page.goto(`${server.address}?points=${values.points}`)
  await page.waitForSelector('html[data-mounted]', { timeout: 120_000 })
  await page.waitForFunction(() => window.bench.firstPictureMs !== null, undefined, { timeout: 60_000 })
  await page.waitForTimeout(SETTLING_MS)
  const first = await page.evaluate(() => ({
    firstPictureMs: Math.round(window.bench.firstPictureMs ?? -1),
    longestTaskMs: window.bench.longestTaskMs,
    drawnBy: document.querySelector('.stage canvas')?.getAttribute('data-drawn-by') ?? 'canvas',
  }))
  if (values.shots !== undefined) await takeShots(page, values.shots)
  else {
    const played: Record<string, unknown> = {}
    for (const kind of GESTURES)
      played[kind] = await page.evaluate(([name, frames]) => window.bench.play(name, frames), [
        kind,
        Number(values.frames),
      ] as const)
    const twin = await page.evaluate(() => window.bench.twinFigures())
    const index = await page.evaluate(() => window.bench.indexFigures())
    const load = loadavg().map((value) => Number(value.toFixed(1)))
    console.log(JSON.stringify({ points: Number(values.points), ...first, ...played, twin, index, load }, null, 1))
  }
} finally {
  await browser.close()
  await server.stop()
}
