/**
 * Shards: a file long enough is kept by several workers. What they find together is what one would, in every browser; one that is lost
 * is replaced.
 */

import type { Page, TestInfo } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'
import { longDay } from './support/traffic'
import { showRows } from './support/rows'

const root = resolve(import.meta.dirname, '../..')

/** 2.6 MB: a range each for two workers at least. */
const FLOWS = 40_000

function longFile(testInfo: TestInfo): string {
  const path = testInfo.outputPath('long-day.csv')
  writeFileSync(path, longDay(5, FLOWS))
  return path
}

/** The only model kept, as the page keeps it. */
const keptModel = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((done, fail) => {
        const opening = indexedDB.open('flotsam')
        opening.onerror = () => fail(opening.error)
        opening.onsuccess = () => {
          const reading = opening.result.transaction('documents').objectStore('documents').getAll()
          reading.onerror = () => fail(reading.error)
          reading.onsuccess = () => done(JSON.stringify(reading.result[0]))
        }
      }),
  )

/** Where two plain values part: the whole of a model would print a megabyte. Null where they don't. */
function firstDifference(a: unknown, b: unknown, path = ''): string | null {
  if (Object.is(a, b)) return null
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return `${path}: ${a} and ${b}`
  const [keys, others] = [Object.keys(a), Object.keys(b)]
  if (keys.join() !== others.join()) return `${path}: ${keys.join()} and ${others.join()}`
  for (const key of keys) {
    const found = firstDifference(a[key as keyof typeof a], b[key as keyof typeof b], `${path}.${key}`)
    if (found !== null) return found
  }
  return null
}

test('the model of a file is the same to the byte as under Node @firefox', async ({ app }, testInfo) => {
  const file = longFile(testInfo)
  const underNode = execFileSync('node', ['scripts/run.mjs', 'tests/browser/support/model-under-node.ts', file], {
    cwd: root,
    maxBuffer: 2 ** 28,
    encoding: 'utf8',
  })
  await dropFiles(app, file)
  await untilReady(app)
  await expect.poll(() => keptModel(app)).toMatch(/^\{"format":"flotsam-model"/)
  expect(firstDifference(JSON.parse(await keptModel(app)), JSON.parse(underNode))).toBeNull()
})

test('a worker that is lost is replaced, and its rows are read again', async ({ app }, testInfo) => {
  await dropFiles(app, longFile(testInfo))
  await untilReady(app)
  await app
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('link', { name: /^Anomalies/ })
    .click()
  await showRows(app)
  const grid = app.getByRole('grid', { name: 'Flows in order' })
  const first = grid.getByRole('row').nth(1)
  // A row's cells are read from the worker that keeps it, after the row is there.
  await expect(first).not.toContainText('…')
  const before = await first.innerText()

  const workers = await Promise.all(
    app.workers().map(async (worker) => ({ worker, name: await worker.evaluate(() => self.name) })),
  )
  const keepers = workers.filter(({ name }) => name.startsWith('flotsam-shard'))
  expect(keepers.length).toBeGreaterThan(1)
  for (const { worker } of keepers) await worker.evaluate(() => self.close())

  // Sorting by a column asks every worker; sorting by score again shows the rows as they were, with their reasons.
  const search = app.getByRole('searchbox', { name: 'Search rows' })
  await search.fill('10.0.0.99')
  await expect(app.getByRole('region', { name: /^What to look at first/ })).toContainText(
    ` of ${FLOWS.toLocaleString('en')} flows`,
    {
      timeout: 45_000,
    },
  )
  await search.fill('')
  await expect(first).toHaveText(before.replaceAll(/\s+/g, ' ').trim(), {
    timeout: 45_000,
    useInnerText: true,
  })
})
