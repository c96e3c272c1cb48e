import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'
import { FLOW_COUNT, madeUpDay, STRANGE_COUNT } from './support/traffic'
import { showRows } from './support/rows'

const step = (page: Page, name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name })
const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Flows in order' })
/** The flow at a place of the list, 1 for the first; row 0 is the head. */
const flow = (page: Page, place: number): Locator => grid(page).getByRole('row').nth(place)
const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })
const why = (page: Page): Locator => page.getByRole('complementary', { name: /^Why line/ })

/** The strange flows stand at the end of the file, behind the header. */
const FIRST_STRANGE_LINE = FLOW_COUNT - STRANGE_COUNT + 2

async function showRanking(page: Page, text = madeUpDay(1), name = 'monday.csv'): Promise<void> {
  await dropFiles(page, { name, text })
  await untilReady(page)
  await step(page, /^Anomalies/).click()
  await showRows(page)
  await expect(flow(page, 1)).not.toContainText('…')
}

async function download(page: Page, press: () => Promise<void>): Promise<string> {
  const started = page.waitForEvent('download')
  await press()
  return readFileSync(await (await started).path(), 'utf8')
}

test('the flows that fit nowhere lead the ranking, each with reasons that add up to its score', async ({ app }) => {
  await showRanking(app)
  for (let place = 1; place <= STRANGE_COUNT; place++) await expect(flow(app, place)).toContainText('irc')
  await expect(flow(app, STRANGE_COUNT + 1)).not.toContainText('irc')

  await flow(app, 2).click()
  const table = why(app).getByRole('table', { name: 'What adds most to the score' })
  await expect(why(app).getByRole('heading', { name: /^Why line \d+ is rank 2$/ })).toBeVisible()
  // The reasons of a flow come from the worker that keeps its row.
  await expect(table.getByRole('row').last().locator('td')).not.toHaveCount(0)
  const adds = (await table.getByRole('row').locator('td:last-child').allTextContents()).map((text) =>
    Number(text.replace('−', '-')),
  )
  const score = adds.pop()!
  expect(score).toBeGreaterThan(1)
  expect(adds.reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 0)
  await expect(flow(app, 2)).toContainText(score.toFixed(2))
  // At the place it has in the list: one flow scores more, and it counts itself.
  await expect(why(app)).toContainText(
    `Stranger than ${(100 - 200 / FLOW_COUNT).toFixed(1)} % of this file’s ${FLOW_COUNT} flows`,
  )
})

test('asking for three flows, a score or a share moves the one threshold', async ({ app }) => {
  await showRanking(app)
  const flows = app.getByRole('textbox', { name: 'Flows to show' })
  await flows.fill('3')
  await flows.press('Enter')
  await expect(heading(app)).toHaveText(/^3 flows do not belong/)
  await expect(app.getByRole('radio', { name: /^Flagged\s*3$/ })).toBeAttached()

  const share = app.getByRole('textbox', { name: 'Expected share in per cent' })
  await share.fill('1')
  await share.press('Enter')
  await expect(heading(app)).toHaveText(/^7 flows do not belong/)

  const score = app.getByRole('textbox', { name: 'Score above' })
  await score.fill('0')
  await score.press('Enter')
  await expect(flows).toHaveValue(String(FLOW_COUNT))

  await score.fill('1000')
  await score.press('Enter')
  await expect(heading(app)).toHaveText('No flow scores above the threshold')
})

test('the handle on the histogram answers to the keyboard, and − and + ask for fewer and more', async ({ app }) => {
  await showRanking(app)
  const handle = app.getByRole('slider', { name: /^Threshold/ })
  await handle.focus()
  await app.keyboard.press('End')
  await expect(heading(app)).toHaveText('No flow scores above the threshold')
  await app.keyboard.press('Escape')
  await handle.blur()
  await app.keyboard.press('+')
  await expect(heading(app)).toHaveText(/^1 flow does not belong/)
  await app.keyboard.press('+')
  await expect(heading(app)).toHaveText(/^2 flows do not belong/)
  await app.keyboard.press('-')
  await expect(heading(app)).toHaveText(/^1 flow does not belong/)
})

test('search, group, flagged only and a sorted column narrow and order the rows', async ({ app }) => {
  await showRanking(app)
  await app.keyboard.press('/')
  await app.keyboard.type('irc')
  await expect(app.getByText(`${STRANGE_COUNT} of ${FLOW_COUNT} flows`)).toBeVisible()
  await app.getByRole('searchbox', { name: 'Search rows' }).fill('no flow says this')
  await expect(app.getByRole('heading', { name: 'No flow is like that' })).toBeVisible()
  await app.getByRole('button', { name: 'Show all flows' }).click()
  await expect(app.getByText(`${FLOW_COUNT} flows, strangest first`)).toBeVisible()

  await grid(app).getByRole('button', { name: 'Line' }).click()
  await expect(grid(app).getByRole('columnheader', { name: 'Line' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(flow(app, 1).getByRole('gridcell').nth(2)).toHaveText('2')
  await grid(app).getByRole('button', { name: 'Line' }).click()
  await expect(flow(app, 1).getByRole('gridcell').nth(2)).toHaveText(String(FLOW_COUNT + 1))

  await grid(app).getByRole('button', { name: 'Score' }).click()
  const flows = app.getByRole('textbox', { name: 'Flows to show' })
  await flows.fill('4')
  await flows.press('Enter')
  await expect(heading(app)).toHaveText(/^4 flows/)
  await flows.blur()
  await app.keyboard.press('f')
  await expect(app.getByText(`4 of ${FLOW_COUNT} flows`)).toBeVisible()
})

test('a whole list can be gone through by keyboard, and a flow marked as reviewed', async ({ app }) => {
  await showRanking(app)
  await app.keyboard.press('j')
  await expect(why(app).getByRole('heading', { name: /is rank 2$/ })).toBeVisible()
  await expect(flow(app, 2)).toHaveAttribute('aria-selected', 'true')
  await app.keyboard.press('k')
  await expect(why(app).getByRole('heading', { name: /is rank 1$/ })).toBeVisible()
  await app.keyboard.press('r')
  await expect(why(app).getByRole('button', { name: 'Reviewed' })).toHaveAttribute('aria-pressed', 'true')
  await expect(flow(app, 1)).toContainText('Reviewed')
})

test('the list scrolls to its very last row', async ({ app }) => {
  await showRanking(app)
  await grid(app).evaluate((element) => element.scrollTo(0, element.scrollHeight))
  const last = grid(app).getByRole('row').last()
  await expect(last).toHaveAttribute('aria-rowindex', String(FLOW_COUNT + 1))
  await expect(last.getByRole('gridcell').first()).toHaveText(String(FLOW_COUNT))
  await expect(last).not.toContainText('…')
})

test('columns of the table can be chosen', async ({ app }) => {
  await showRanking(app)
  await app.getByRole('button', { name: 'Columns', exact: true }).click()
  const list = app.getByRole('dialog', { name: 'Columns of the table' })
  await list.getByRole('checkbox', { name: /^Duration/ }).check()
  await list.getByRole('button', { name: 'Done' }).click()
  await expect(grid(app).getByRole('columnheader', { name: 'Duration' })).toBeVisible()
})

test('what is downloaded or copied runs nothing in a spreadsheet', async ({ app, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const formula = '=HYPERLINK("http://x")'
  await showRanking(app, madeUpDay(1).replaceAll(',irc,', `,"${formula.replaceAll('"', '""')}",`))
  await app.keyboard.press('e')
  const dialog = app.getByRole('dialog', { name: 'Export flows' })
  const flagged = await download(app, () =>
    dialog.getByRole('button', { name: /^Save as CSV: The .* do not belong$/ }).click(),
  )
  expect(flagged).toContain(`"'=HYPERLINK(""http://x"")"`)
  expect(flagged).not.toMatch(/(^|,)"?=/m)
  expect(flagged.split('\r\n')[0]).toContain('score')

  const all = await download(app, () => dialog.getByRole('button', { name: /^Save as CSV: All/ }).click())
  expect(all.trim().split('\r\n')).toHaveLength(FLOW_COUNT + 1)
  await dialog.getByRole('button', { name: 'Close' }).click()

  await flow(app, 1).click()
  await app.keyboard.press('c')
  await expect(app.getByText('Row copied')).toBeAttached()
  const copied = await app.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain(`\t'=HYPERLINK("http://x")`)
})

test('markup in a cell is shown as text', async ({ app }) => {
  await showRanking(app, madeUpDay(1).replaceAll(',irc,', ',<img src=x onerror=alert(1)>,'))
  await expect(flow(app, 1)).toContainText('<img src=x onerror=alert(1)>')
  await expect(app.locator('img[src=x]')).toHaveCount(0)
})

test('a flow can be taken to the map', async ({ app }) => {
  await showRanking(app)
  await flow(app, 1).click()
  await app.keyboard.press('m')
  await expect(step(app, /^Clusters/)).toHaveAttribute('aria-current', /./)
})

test('a model opened again says that its rows are not kept, and still knows its scores', async ({ app }) => {
  await showRanking(app)
  await expect(step(app, /^Models 1/)).toBeVisible()
  await app.reload()
  await step(app, /^Models/).click()
  await app.getByRole('button', { name: 'Open', exact: true }).click()
  await untilReady(app)
  await step(app, /^Anomalies/).click()
  await expect(heading(app)).toHaveText(/^\d+ flows? do(es)? not belong/)
  await expect(app.getByRole('heading', { name: 'The rows of monday.csv are not kept' })).toBeVisible()
  await expect(app.getByRole('slider', { name: /^Threshold/ })).toBeVisible()
  await expect(grid(app)).toHaveCount(0)
  await expectAccessible(app)
})

test('a file given again after that brings its rows back', async ({ app }) => {
  await showRanking(app)
  await expect(step(app, /^Models 1/)).toBeVisible()
  await app.reload()
  await dropFiles(app, { name: 'monday.csv', text: madeUpDay(1) })
  await untilReady(app)
  await step(app, /^Anomalies/).click()
  await showRows(app)
  await expect(flow(app, 1)).toContainText('irc')
  const line = Number(await flow(app, 1).getByRole('gridcell').nth(2).textContent())
  expect(line).toBeGreaterThanOrEqual(FIRST_STRANGE_LINE)
})

test('without a file the screen says what to do', async ({ app }) => {
  await step(app, /^Anomalies/).click()
  await expect(app.getByRole('heading', { name: 'No flows to rank yet' })).toBeVisible()
  await expect(app.getByRole('link', { name: 'Open a file', exact: true })).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the reasons are a sheet with a way back', async ({ app }) => {
    await dropFiles(app, { name: 'monday.csv', text: madeUpDay(1) })
    await untilReady(app)
    await step(app, /^Anomalies/).click()
    await showRows(app)
    const first = app.getByRole('listitem').filter({ hasText: 'irc' }).first()
    await first.getByRole('button').click()
    const sheet = app.getByRole('dialog', { name: /^Why line .* is rank 1$/ })
    await expect(sheet.getByRole('table', { name: 'What adds most to the score' })).toBeVisible()
    await expectAccessible(app)
    await sheet.getByRole('button', { name: 'Back' }).click()
    await expect(sheet).toBeHidden()
  })
})

test('a threshold that was moved is still there after a reload', async ({ app }) => {
  await showRanking(app)
  await expect(step(app, /^Models 1/)).toBeVisible()
  const flows = app.getByRole('textbox', { name: 'Flows to show' })
  await flows.fill('3')
  await flows.press('Enter')
  await expect(heading(app)).toHaveText(/^3 flows do not belong/)
  await step(app, /^Models/).click()
  await expect(app.getByText(/^[\d.]+: 3 flows flagged$/)).toBeVisible()
  await app.reload()
  await app.getByRole('button', { name: 'Open', exact: true }).click()
  await untilReady(app)
  await step(app, /^Anomalies/).click()
  await expect(heading(app)).toHaveText(/^3 flows do not belong/)
})
