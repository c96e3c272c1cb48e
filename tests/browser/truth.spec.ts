import type { Locator, Page } from '@playwright/test'
import { seededRandom } from '../../src/engine/numeric/random'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'
import { showRows } from './support/rows'
import { FLOW_COUNT, madeUpDay, STRANGE_COUNT } from './support/traffic'

/** Web pages among the rows that the truth calls attacks, though they look like all others. */
const HIDDEN_COUNT = 4
const DAYS = 3

/** Columns in which the strange flows alone are odd, so that their scores stand apart. */
const ODD_COLUMNS = ['agent', 'policy', 'zone', 'vlan', 'path']

/** The made-up day spread over three days, with a truth column: the strange flows are theft, a few web pages are probes. */
function labelledDays(): string {
  const random = seededRandom(3)
  const [head, ...lines] = madeUpDay(1).trimEnd().split('\n')
  const rows = lines.map((line, row) => {
    const isStrange = row >= FLOW_COUNT - STRANGE_COUNT
    const time = 1_700_000_000 + Math.floor((row * DAYS) / FLOW_COUNT) * 86_400 + row
    const odd = ODD_COLUMNS.map(() => (isStrange ? 'odd' : ['a', 'a', 'b', 'c'][random.below(4)]))
    return [time, line, ...odd, isStrange ? 'theft' : row < HIDDEN_COUNT ? 'probe' : 'benign'].join(',')
  })
  return `${[['ts', head, ...ODD_COLUMNS, 'label'].join(','), ...rows].join('\n')}\n`
}

const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })
const flows = (page: Page): Locator => page.getByRole('textbox', { name: 'Flows to show' })
const outcome = (page: Page, name: RegExp): Locator =>
  page.getByRole('radiogroup', { name: 'Which flows by ground truth' }).getByRole('radio', { name })
const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Flows in order' })

async function showRanking(page: Page, text = labelledDays()): Promise<void> {
  await dropFiles(page, { name: 'days.csv', text })
  await untilReady(page)
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('link', { name: /^Anomalies/ })
    .click()
  await showRows(page)
  await expect(grid(page).getByRole('row').nth(1)).not.toContainText('…')
}

async function ask(field: Locator, value: string): Promise<void> {
  await field.fill(value)
  await field.press('Enter')
}

test('the threshold goes to where the scores part, and what left is said, with a way back', async ({ app }) => {
  await showRanking(app)
  await expect(app.getByRole('heading', { name: /^Scores thin out past/ })).toContainText(
    `${STRANGE_COUNT} flows stand apart above`,
  )
  await expect(app.getByText(/^(Clear|Weak) gap from .* draws without a tenth of the flows\.$/)).toBeVisible()
  await ask(flows(app), '20')
  await expect(heading(app)).toHaveText(/^20 flows do not belong/)
  await app.getByRole('button', { name: /^Use [\d.]+$/ }).click()
  await expect(heading(app)).toHaveText(new RegExp(`^${STRANGE_COUNT} flows do not belong`))
  await expect(app.getByText(/^Against [\d.]+ before, 14 flows leave: .* by the truth column\.$/).first()).toBeVisible()
  await app.getByRole('button', { name: /^Back to / }).click()
  await expect(heading(app)).toHaveText(/^20 flows do not belong/)
  await expect(app.getByText(/^Against [\d.]+ before, 14 flows enter: /).first()).toBeVisible()
})

test('a whole drag is one move: what entered is counted from where the hand began', async ({ app }) => {
  await showRanking(app)
  await expect(app.getByText(/draws without a tenth of the flows\.$/)).toBeVisible()
  const began = await app.getByRole('textbox', { name: 'Score above' }).inputValue()
  const flaggedBefore = Number(await flows(app).inputValue())
  const handle = (await app.getByRole('slider', { name: /^Threshold/ }).boundingBox())!
  const [x, y] = [handle.x + handle.width / 2, handle.y + 12]
  await app.mouse.move(x, y)
  await app.mouse.down()
  for (const by of [10, 25, 40]) await app.mouse.move(x - by, y)
  await app.mouse.up()
  await expect(app.getByText(`Against ${began} before, `).first()).toBeVisible()
  await expect
    .poll(async () => {
      const sentence = (await app.getByText(`Against ${began} before, `).first().textContent())!
      const entered = Number(/before, (\d+) flows? enter/.exec(sentence)?.[1])
      return entered > 0 && Number(await flows(app).inputValue()) === flaggedBefore + entered
    })
    .toBe(true)
})

test('a budget a day is spread over the days that have flows', async ({ app }) => {
  await showRanking(app)
  await expect(app.getByText('a day over 3 days with flows')).toBeVisible()
  await ask(app.getByRole('textbox', { name: 'Flows a day' }), '4')
  await expect(flows(app)).toHaveValue('12')
})

test('what is missed and what is a false alarm is one click away', async ({ app }) => {
  await showRanking(app)
  await ask(flows(app), '8')
  await expect(
    app.getByRole('heading', { name: '6 of the 8 flagged flows are attacks; 4 of all 10 attacks are missed' }),
  ).toBeVisible()
  await outcome(app, /^Missed 4/).check({ force: true })
  await expect(app.getByText(`${HIDDEN_COUNT} of ${FLOW_COUNT} flows`)).toBeVisible()
  await expect(grid(app).getByRole('row').nth(1)).toContainText('probe')
  await outcome(app, /^False alarms 2/).check({ force: true })
  await expect(app.getByText(`2 of ${FLOW_COUNT} flows`)).toBeVisible()
  await expect(grid(app).getByRole('row').nth(1)).toContainText('benign')
  await outcome(app, /^All/).check({ force: true })
  await expect(app.getByText(`${FLOW_COUNT} flows, strangest first`)).toBeVisible()
})

test('curves, their tables, the confusion and every kind stand behind one button', async ({ app }) => {
  await showRanking(app)
  await ask(flows(app), '8')
  await app.getByRole('button', { name: 'Curves and kinds' }).click()
  const dialog = app.getByRole('dialog', { name: /^6 of the 8 flagged/ })
  await expect(dialog.getByRole('img', { name: /^An attack outscores a benign flow .* now 60 % found/ })).toBeVisible()
  await expect(dialog.getByRole('img', { name: /^Precision averages .* now 75 % right, 60 % found/ })).toBeVisible()
  await expectAccessible(app)

  await dialog.getByRole('button', { name: /^Table, save: An attack outscores/ }).click()
  await app.getByRole('menuitem', { name: 'Show as table' }).click()
  await expect(dialog.getByRole('region', { name: /^Attacks found and false alarms by threshold/ })).toBeVisible()

  await dialog.getByRole('button', { name: 'Show 4 missed of probe' }).click()
  await expect(dialog).toBeHidden()
  await expect(app.getByText(`${HIDDEN_COUNT} of ${FLOW_COUNT} flows`)).toBeVisible()
  await app.getByRole('button', { name: 'Show all kinds again' }).click()
  await expect(app.getByText(`${FLOW_COUNT} flows, strangest first`)).toBeVisible()
})

test('a file without truth has no such panel', async ({ app }) => {
  await showRanking(app, madeUpDay(1))
  await expect(app.getByRole('textbox', { name: 'Expected share in per cent' })).toBeVisible()
  await expect(app.getByRole('button', { name: 'Curves and kinds' })).toHaveCount(0)
  await expect(app.getByRole('textbox', { name: 'Flows a day' })).toHaveCount(0)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the truth panel fits, and its filters narrow the list', async ({ app }) => {
    await dropFiles(app, { name: 'days.csv', text: labelledDays() })
    await untilReady(app)
    await app
      .getByRole('navigation', { name: 'Steps' })
      .getByRole('link', { name: /^Anomalies/ })
      .click()
    await outcome(app, /^Missed/).check({ force: true })
    await expect(app.getByText(`${HIDDEN_COUNT} of ${FLOW_COUNT} flows`)).toBeVisible()
    const width = await app.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
    await expectAccessible(app)
  })
})
