/**
 * Papa page: bundles the rival's page, opens it in the same browser as the app, and makes whole-file figures of what it tells.
 */

import { resolve } from 'node:path'
import type { Browser } from 'playwright'
import { build } from 'vite'
import { serveFolder } from '../../../scripts/serve/static-server'
import { watchMemory } from '../app/page-memory'
import type { RivalFigures, Skipped } from '../figures'
import { namedStages } from '../stages'
import type { PapaFigures } from './papa-ml-kmeans'

const FOLDER = resolve('node_modules/.cache/bench/papa-ml-kmeans')
const PAGE = 'papa-ml-kmeans.html'
/** FLOTSAM_PAPA_BUDGET_MS is for trying things out. */
const BUDGET_MS = Number(process.env.FLOTSAM_PAPA_BUDGET_MS ?? 120_000)
/** A job can take longer than was foreseen. */
const PATIENCE = 5
/** Its sample is as large for any file. */
const DOES_NOT_GROW = ['silhouette']

async function bundle(): Promise<void> {
  await build({
    root: resolve('tests/bench/rivals'),
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { stream: resolve('scripts/build/no-stream.ts') } },
    build: { outDir: FOLDER, emptyOutDir: true, rolldownOptions: { input: resolve('tests/bench/rivals', PAGE) } },
  })
}

/** The other stages are taken to grow with the rows. */
function wholeFile(told: PapaFigures): RivalFigures {
  const rowCount = told.rowCount / told.readShare
  const growth = rowCount / told.measuredRows
  const stageMs: Record<string, number> = { read: told.readMs / told.readShare }
  for (const [stage, ms] of Object.entries(told.stageMs))
    stageMs[stage] = DOES_NOT_GROW.includes(stage) ? ms : growth * ms
  stageMs['total'] = Object.values(stageMs).reduce((sum, ms) => sum + ms, 0)
  return {
    what: 'PapaParse 5, ml-kmeans 7, ml-pca 4, in a page',
    stageMs: namedStages(stageMs),
    peakResidentBytes: null,
    iterationMs: { float32: null, ownFeatures: Math.round(growth * told.iterationMs) },
    extrapolatedFromRows: growth > 1 ? told.measuredRows : null,
  }
}

export async function papaMlKmeans(launch: () => Promise<Browser>, path: string): Promise<RivalFigures | Skipped> {
  await bundle()
  const server = await serveFolder(FOLDER, [0])
  const browser = await launch()
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(PATIENCE * BUDGET_MS)
    await page.goto(`${server.address}${PAGE}`)
    await page.locator('input').setInputFiles(path)
    const memory = await watchMemory(browser)
    const told = await page.evaluate((budgetMs) => window.runPapaMlKmeans(budgetMs), BUDGET_MS)
    const { peakResidentBytes } = await memory.stop()
    const figures = wholeFile(told)
    // Of fewer rows than the file's, memory says nothing.
    return figures.extrapolatedFromRows === null ? { ...figures, peakResidentBytes } : figures
  } catch (error) {
    return { skipped: `It broke off. ${error instanceof Error ? error.message.split('\n')[0] : String(error)}` }
  } finally {
    await browser.close()
    await server.stop()
  }
}
