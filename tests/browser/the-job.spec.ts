/**
 * The job, whole: a real file is dropped and reaches ranked anomalies with no hand-work; then the page goes on without
 * its server, and from the disk.
 */

import type { Page } from '@playwright/test'
import { expect, fileAddress, sharedData, startServer, test } from './support/app'
import { dropFiles, untilReady } from './support/files'
import { showRows } from './support/rows'

const step = (page: Page, name: RegExp) => page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name })
const ledger = (page: Page, term: string) =>
  page
    .getByRole('region', { name: 'Ledger of lines' })
    .locator(`dt:text-is("${term}") + dd, dd:has(+ dt:text-is("${term}"))`)
const firstFlow = (page: Page) => page.getByRole('grid', { name: 'Flows in order' }).getByRole('row').nth(1)

const FILES = [
  {
    path: 'nsl-kdd/KDDTrain+_20Percent.txt',
    what: 'NSL-KDD, which has no header',
    rows: '25,192',
    columns: /^Columns 39 of 43/,
    clusterCount: 7,
    flagged: 100,
    known: { line: '2,297', cells: ['service:private', 'flag:SH'] },
  },
  {
    path: 'firewall/uci-log2.csv',
    what: 'the UCI firewall log',
    rows: '65,524',
    columns: /^Columns 9 of 12/,
    clusterCount: 8,
    flagged: 100,
    known: { line: '57,550', cells: ['port:3389', 'allow'] },
  },
  {
    path: 'cicids2017/original-form-299.csv',
    what: 'CICIDS in its original form',
    rows: '299',
    columns: /^Columns \d+ of 85/,
    clusterCount: null,
    flagged: 10,
    known: { line: '89', cells: ['192.168.10.14'] },
  },
] as const

for (const { path, what, rows, columns, clusterCount, flagged, known } of FILES) {
  test(`${what} reaches ranked anomalies with no hand-work`, async ({ app }, testInfo) => {
    await dropFiles(app, sharedData(testInfo, path))
    await untilReady(app)

    await step(app, /^Anomalies/).click()
    await expect(app.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^${flagged} flows do not belong`))
    await showRows(app)
    const search = app.getByRole('searchbox', { name: 'Search rows' })
    await expect(firstFlow(app)).toBeVisible()
    await search.fill(known.cells.join(' '))
    await expect(app.getByRole('region', { name: /^What to look at first/ })).toContainText(` of ${rows} flows`)
    const row = app
      .getByRole('grid', { name: 'Flows in order' })
      .getByRole('row', { name: new RegExp(` ${known.line} `) })
    await expect(row).toBeVisible()
    await row.click()
    await expect(app.getByRole('heading', { name: new RegExp(`^Why line ${known.line}`) })).toBeVisible()

    await step(app, columns).click()
    await expect(ledger(app, 'lines read')).toHaveText(rows)
    await expect(ledger(app, 'refused')).toHaveText('0')
    await expect(ledger(app, 'flows used')).toHaveText(rows)

    await step(app, clusterCount === null ? /^Clusters K = \d+/ : new RegExp(`^Clusters K = ${clusterCount}$`)).click()
    await expect(app.getByRole('region', { name: 'Groups by size' }).getByRole('listitem').first()).toBeVisible()
  })
}

/** A table small enough to type, with three kinds of flow and one that is none of them. */
function smallTraffic(rowCount: number, shift = 0): string {
  const lines = ['proto,service,duration,orig_bytes,resp_bytes,conn_state']
  for (let row = 0; row < rowCount; row++) {
    const spread = ((row * 7919 + shift) % 97) / 97
    if (row === 40) lines.push('tcp,ftp,4000.5,98000000,120,RSTO')
    else if (row % 3 === 0)
      lines.push(
        `udp,dns,${(0.01 + spread / 50).toFixed(4)},${40 + Math.round(20 * spread)},${90 + Math.round(200 * spread)},SF`,
      )
    else if (row % 3 === 1)
      lines.push(
        `tcp,http,${(0.2 + spread).toFixed(3)},${400 + Math.round(900 * spread)},${5000 + Math.round(20000 * spread)},SF`,
      )
    else
      lines.push(
        `tcp,ssl,${(1 + 4 * spread).toFixed(3)},${1500 + Math.round(500 * spread)},${9000 + Math.round(9000 * spread)},SF`,
      )
  }
  return lines.join('\n')
}

/** The kept model is opened, judges a flow, and scores a second file. */
async function predictFromKeptModel(page: Page): Promise<void> {
  await step(page, /^Models/).click()
  await page.getByRole('button', { name: 'Open', exact: true }).first().click()
  await untilReady(page)
  await step(page, /^Predict/).click()
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(/^This flow is ordinary/)
  await page.getByRole('textbox', { name: /^Bytes sent/ }).fill('98000000')
  await page.getByRole('textbox', { name: /^Duration/ }).fill('4000')
  await page.getByRole('combobox', { name: /^Connection state/ }).selectOption('RSTO')
  await expect(heading).toHaveText(/^This flow does not belong/)

  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /choose a file/i }).click()
  await (
    await chooser
  ).setFiles({ name: 'tomorrow.csv', mimeType: 'text/csv', buffer: Buffer.from(smallTraffic(300, 11)) })
  await page.getByRole('button', { name: /^Score/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/of 300 flows? do(es)? not belong/)
}

async function makeModel(page: Page): Promise<void> {
  await dropFiles(page, { name: 'today.csv', text: smallTraffic(600) })
  await untilReady(page)
  await expect(step(page, /^Models 1/)).toBeVisible()
}

test(
  'after a reload and without its server, the kept model predicts and scores a second file',
  { tag: '@firefox' },
  async ({ page }) => {
    const server = await startServer()
    await page.goto(server.address)
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
    await makeModel(page)
    await page.reload()
    await server.stop()
    await page.reload()
    await predictFromKeptModel(page)
  },
)

test('the same from the disk', { tag: '@firefox' }, async ({ page }) => {
  await page.goto(fileAddress)
  await makeModel(page)
  await page.reload()
  await predictFromKeptModel(page)
})

test('a gzipped copy is refused in a sentence, and the session before it stays', async ({ app }) => {
  await makeModel(app)
  await dropFiles(app, { name: 'flows.csv.gz', bytes: Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3) })
  await expect(app.getByRole('heading', { level: 1 })).toHaveText(/flows\.csv\.gz/)
  await step(app, /^Anomalies/).click()
  await expect(app.getByRole('heading', { level: 1 })).toHaveText(/do not belong|does not belong/)
})
