import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'
import { FLOW_COUNT, madeUpDay } from './support/traffic'
import { showRows } from './support/rows'

const step = (page: Page, name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name })
const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })
const list = (page: Page): Locator => page.getByRole('table', { name: 'Kept models, newest first' })
const importField = (page: Page): Locator => page.getByLabel('Model file to import')
const asFile = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) })

async function makeModel(page: Page, name = 'monday.csv', seed = 1): Promise<void> {
  await dropFiles(page, { name, text: madeUpDay(seed) })
  await untilReady(page)
  await expect(page.getByText('Model kept')).toBeVisible()
}

async function showModels(page: Page): Promise<void> {
  await step(page, /^Models/).click()
  await expect(list(page)).toBeVisible()
}

async function exported(page: Page): Promise<{ name: string; text: string }> {
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as JSON' }).click()
  const saved = await started
  return { name: saved.suggestedFilename(), text: readFileSync(await saved.path(), 'utf8') }
}

async function scoreOfUsualFlow(page: Page): Promise<string> {
  await step(page, /^Predict/).click()
  await expect(heading(page)).toHaveText(/^This flow is ordinary: it scores/)
  return (await heading(page).textContent())!
}

test('a finished run is kept by itself, with what it was made from and how', async ({ app }) => {
  await makeModel(app)
  await showModels(app)
  await expect(heading(app)).toHaveText(/^One model, .*, all on this computer$/)
  await expect(list(app).getByRole('row', { name: /monday\.csv/ })).toContainText(String(FLOW_COUNT))
  const details = app.getByRole('region', { name: 'monday.csv' })
  await expect(details.getByText(/^[0-9a-f]{16}$/)).toBeVisible()
  await expect(details.getByRole('table', { name: 'Groups of monday.csv' })).toBeVisible()
  await expectAccessible(app)
})

test('a new name stays across a reload; Esc leaves the old one', async ({ app }) => {
  await makeModel(app)
  await showModels(app)
  await app.keyboard.press('F2')
  const name = app.getByRole('textbox', { name: 'Name of the model' })
  await name.fill('Clean Monday')
  await name.press('Enter')
  await expect(list(app).getByRole('button', { name: 'Clean Monday' })).toBeVisible()
  await app.reload()
  await expect(list(app).getByRole('button', { name: 'Clean Monday' })).toBeVisible()

  await app.keyboard.press('F2')
  await name.fill('Another')
  await name.press('Escape')
  await expect(list(app).getByRole('button', { name: 'Clean Monday' })).toBeVisible()
})

test('a deleted model can be had back, and still judges', async ({ app }) => {
  await makeModel(app)
  const before = await scoreOfUsualFlow(app)
  await showModels(app)
  await app.keyboard.press('Delete')
  await expect(app.getByRole('status').filter({ hasText: '“monday.csv” was deleted.' })).toBeVisible()
  await expect(heading(app)).toHaveText('No models kept yet')
  await app.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(list(app).getByRole('button', { name: 'monday.csv' })).toBeVisible()

  await app.reload()
  await app.getByRole('button', { name: 'Open', exact: true }).click()
  await untilReady(app)
  expect(await scoreOfUsualFlow(app)).toBe(before)
})

test('an exported model is readable text without a row of the file, and judges the same elsewhere', async ({
  app,
  browser,
  server,
}) => {
  await makeModel(app)
  const before = await scoreOfUsualFlow(app)
  await showModels(app)
  const { name, text } = await exported(app)
  expect(name).toBe('monday.csv.flotsam.json')
  expect(text.split('\n').length).toBeGreaterThan(50)
  expect(JSON.parse(text)).toMatchObject({ format: 'flotsam-model', version: 1, file: { name: 'monday.csv' } })
  const dataLines = madeUpDay(1).trim().split('\n').slice(1)
  expect(dataLines.filter((line) => text.includes(line))).toEqual([])

  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(`${server.address}#/models`)
  await importField(elsewhere).setInputFiles(asFile(name, text))
  await expect(elsewhere.getByRole('status').filter({ hasText: 'was taken in and is open' })).toBeVisible()
  await expect(list(elsewhere).getByRole('button', { name: 'monday.csv' })).toBeVisible()
  expect(await scoreOfUsualFlow(elsewhere)).toBe(before)
  await elsewhere.context().close()
})

test('what is no model is refused in a sentence, and the list stays as it was', async ({ app }) => {
  await makeModel(app)
  await showModels(app)
  const { text } = await exported(app)
  const model = JSON.parse(text) as Record<string, unknown>
  const refusal = app.getByRole('main').getByRole('alert')
  const bad: readonly [name: string, text: string][] = [
    ['cut-off.flotsam.json', text.slice(0, text.length / 2)],
    ['foreign.json', '{"type":"FeatureCollection","features":[]}'],
    ['newer.flotsam.json', JSON.stringify({ ...model, version: 99 })],
    [
      'damaged.flotsam.json',
      JSON.stringify({ ...model, clusters: { ...(model.clusters as object), centroids: ['x'] } }),
    ],
    ['list.json', '[]'],
    ['nothing.json', ''],
  ]
  for (const [name, content] of bad) {
    await importField(app).setInputFiles(asFile(name, content))
    await expect(refusal, name).toBeVisible()
    expect((await refusal.textContent())!.trim().length, name).toBeGreaterThan(30)
    await expectNoMarkup(app)
    await refusal.getByRole('button', { name: 'Close' }).click()
    await expect(refusal).toBeHidden()
  }
  await expect(list(app).getByRole('button', { name: /./ })).toHaveCount(1)
  await step(app, /^Anomalies/).click()
  await showRows(app)
  await expect(app.getByRole('grid', { name: 'Flows in order' })).toBeVisible()
})

/** Texts of a file stay texts. */
const expectNoMarkup = (page: Page): Promise<void> => expect(page.locator('img[onerror]')).toHaveCount(0)

test('two ticked models stand side by side', async ({ app }) => {
  await makeModel(app)
  await makeModel(app, 'tuesday.csv', 2)
  await showModels(app)
  await app.getByRole('checkbox', { name: 'Compare monday.csv' }).check()
  await app.getByRole('checkbox', { name: 'Compare tuesday.csv' }).check()
  const table = app.getByRole('table', { name: 'Two models compared' })
  await expect(table.getByRole('columnheader', { name: 'monday.csv' })).toBeVisible()
  await expect(table.getByRole('row', { name: /^Groups/ })).toBeVisible()
  await expectAccessible(app)
})

test('a model made in one tab appears in the other', async ({ app, context, server }) => {
  await step(app, /^Models/).click()
  await expect(app.getByRole('heading', { name: 'Nothing is kept here yet' })).toBeVisible()
  const other = await context.newPage()
  await other.goto(server.address)
  await makeModel(other)
  await expect(list(app).getByRole('button', { name: 'monday.csv' })).toBeVisible()
  await other.close()
})

test('a window that keeps nothing says so and offers a file instead', async ({ page, server }) => {
  await page.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException(
        'A mutation operation was attempted on a database that did not allow mutations.',
        'InvalidStateError',
      )
    }
    Object.defineProperty(IDBFactory.prototype, 'open', { value: refuse })
  })
  await page.goto(server.address)
  await dropFiles(page, { name: 'monday.csv', text: madeUpDay(1) })
  await untilReady(page)
  await step(page, /^Models/).click()
  await expect(heading(page)).toHaveText('This window keeps no models')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('keeps nothing')
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export the open model' }).click()
  expect((await started).suggestedFilename()).toBe('monday.csv.flotsam.json')
})

test('when the browser has no room left, a sentence says so and the model can go to a file', async ({
  page,
  server,
}) => {
  await page.addInitScript(() => {
    const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')!.value as IDBObjectStore['put']
    Object.defineProperty(IDBObjectStore.prototype, 'put', {
      value(this: IDBObjectStore, ...given: Parameters<IDBObjectStore['put']>) {
        if (this.name === 'documents') throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
        return put.apply(this, given)
      },
    })
  })
  await page.goto(server.address)
  await dropFiles(page, { name: 'monday.csv', text: madeUpDay(1) })
  await untilReady(page)
  await expect(page.getByText('The browser has no room left to keep this model.')).toBeVisible()
  await step(page, /^Models/).click()
  await page.getByRole('button', { name: 'Keep the open model' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('no room left')
  await expect(page.getByRole('button', { name: 'Export the open model' })).toBeVisible()
  await expect(heading(page)).toHaveText('No models kept yet')
})

test('without a model the screen says how one comes about', async ({ app }) => {
  await step(app, /^Models/).click()
  await expect(heading(app)).toHaveText('No models kept yet')
  await expect(app.getByRole('link', { name: 'Open a file', exact: true })).toBeVisible()
  await expectAccessible(app)
})
