import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'
import { FLOW_COUNT, madeUpDay } from './support/traffic'

const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })
const map = (page: Page): Locator => page.getByRole('application')
const list = (page: Page): Locator => page.getByRole('region', { name: 'Groups by size' })
const cards = (page: Page): Locator => list(page).getByRole('button', { name: /^Group / })
const card = (page: Page, letter: string): Locator =>
  list(page).getByRole('button', { name: new RegExp(`^Group ${letter}(?![A-Z])`) })
const counts = (page: Page): Locator => page.getByRole('radiogroup', { name: 'Number of groups to use' })
const curve = (page: Page): Locator => page.getByRole('radiogroup', { name: 'Number of groups', exact: true })
const drawnAround = (page: Page): Locator => page.getByRole('region', { name: /drawn around$/ })

async function showGroups(page: Page): Promise<void> {
  await dropFiles(page, { name: 'monday.csv', text: madeUpDay(1) })
  await untilReady(page)
  await page.goto(`${page.url().split('#')[0]}#/clusters`)
  await expect(cards(page).first()).toBeVisible()
  await expect(map(page)).toBeVisible()
}

async function showSample(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /sample/i })
    .first()
    .click()
  await untilReady(page)
  await page.goto(`${page.url().split('#')[0]}#/clusters`)
  await expect(cards(page).first()).toBeVisible()
}

/** "400" of "Group A Web 400 flows, 57 % of all, 0 flagged" */
async function flowCounts(page: Page): Promise<number[]> {
  const names = await cards(page).evaluateAll((buttons) => buttons.map((button) => button.textContent ?? ''))
  return names.map((name) => Number(/([\d,]+) flows?, /.exec(name)?.[1]?.replaceAll(',', '')))
}

/** Draws around the whole map with the left button held. */
async function drawAroundEverything(page: Page): Promise<void> {
  const box = (await map(page).boundingBox())!
  const corner = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y]
  await page.mouse.move(...corner(0.01, 0.01))
  await page.mouse.down()
  for (const [x, y] of [
    [0.99, 0.01],
    [0.99, 0.99],
    [0.01, 0.99],
  ] as const)
    await page.mouse.move(...corner(x, y), { steps: 4 })
  await page.mouse.up()
}

async function chooseInMenu(page: Page, chart: RegExp, item: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Table, save: .*${chart.source}`) }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('the screen opens with its finding, and the groups hold every flow once, largest first', async ({ app }) => {
  await showGroups(app)
  await expect(heading(app)).toHaveText(/kinds? of traffic/)
  const flows = await flowCounts(app)
  expect(flows.length).toBeGreaterThan(1)
  expect(flows).toEqual([...flows].sort((a, b) => b - a))
  expect(flows.reduce((sum, count) => sum + count, 0)).toBe(FLOW_COUNT)
  await expectAccessible(app)
})

test('a selected card shows what sets the group apart, and the keys move among groups', async ({ app }) => {
  await showGroups(app)
  await app.keyboard.press(']')
  await expect(card(app, 'A')).toHaveAttribute('aria-expanded', 'true')
  await expect(app.getByRole('table', { name: /^What sets this group apart/ }).getByRole('row')).not.toHaveCount(1)
  await app.keyboard.press(']')
  await expect(card(app, 'B')).toHaveAttribute('aria-expanded', 'true')
  await expect(card(app, 'A')).toHaveAttribute('aria-expanded', 'false')
  await expectAccessible(app)
  await app.keyboard.press('[')
  await expect(card(app, 'A')).toHaveAttribute('aria-expanded', 'true')
  await app.keyboard.press('Escape')
  await expect(card(app, 'A')).toHaveAttribute('aria-expanded', 'false')
  await card(app, 'B').click()
  await expect(card(app, 'B')).toHaveAttribute('aria-expanded', 'true')
})

test(
  'another number of groups needs no new run, by button, by key and on the curve',
  { tag: '@firefox' },
  async ({ app }) => {
    await showGroups(app)
    await counts(app).getByRole('radio', { name: '4', exact: true }).check({ force: true })
    await expect(cards(app)).toHaveCount(4)
    await expect(heading(app)).toHaveText(/^Four kinds/)
    await app.keyboard.press('+')
    await expect(cards(app)).toHaveCount(5)
    await app.keyboard.press('-')
    await expect(cards(app)).toHaveCount(4)
    await curve(app)
      .getByRole('radio', { name: /^4 groups: / })
      .press('ArrowLeft')
    await expect(cards(app)).toHaveCount(3)
    await expect(curve(app).getByRole('radio', { name: /^3 groups: / })).toBeChecked()
    await curve(app)
      .getByRole('radio', { name: /^6 groups: / })
      .click()
    await expect(cards(app)).toHaveCount(6)
    const flows = await flowCounts(app)
    expect(flows.reduce((sum, count) => sum + count, 0)).toBe(FLOW_COUNT)
    await expect(app.locator('html')).toHaveAttribute('data-stage', 'ready')
  },
)

test('one group is an answer too', async ({ app }) => {
  await showGroups(app)
  await curve(app)
    .getByRole('radio', { name: /^1 group: / })
    .click()
  await expect(heading(app)).toHaveText(/^One kind of traffic/)
  await expect(cards(app)).toHaveCount(1)
  await expect(app.getByRole('heading', { name: 'One group: nothing to tell apart' })).toBeVisible()
  await expectAccessible(app)
})

test('more than eight groups keep their letters apart', async ({ app }) => {
  await showGroups(app)
  await curve(app)
    .getByRole('radio', { name: /^12 groups: / })
    .click()
  await expect(cards(app)).toHaveCount(12)
  await expect(card(app, 'L')).toBeVisible()
})

test('grouping again with another range fits that range', async ({ app }) => {
  await showGroups(app)
  await app.getByRole('button', { name: 'Change', exact: true }).click()
  await app.getByRole('textbox', { name: 'From' }).fill('2')
  await app.getByRole('textbox', { name: 'To' }).fill('5')
  await app.getByRole('textbox', { name: 'To' }).press('Enter')
  await expectAccessible(app)
  await app.getByRole('button', { name: 'Group again', exact: true }).click()
  await expect(app.getByText('Tried 2 to 5 groups')).toBeVisible()
  await expect(curve(app).getByRole('radio')).toHaveCount(4)
})

test('a flow is pointed at by keyboard, selected and led to its reasons', { tag: '@firefox' }, async ({ app }) => {
  await showGroups(app)
  await map(app).focus()
  const tooltip = map(app).getByRole('status')
  // Two groups far apart leave the middle empty: the cross is moved, line by line, until a flow lies under it.
  search: for (const down of ['ArrowDown', 'ArrowUp']) {
    for (let line = 0; line < 8; line++) {
      for (const across of ['ArrowLeft', 'ArrowRight'])
        for (let i = 0; i < 6 * (across === 'ArrowRight' ? 2 : 1); i++) {
          if (await tooltip.isVisible()) break search
          await map(app).press(`Shift+${across}`)
        }
      await map(app).press(`Shift+${down}`)
    }
  }
  await expect(tooltip).toContainText(/line [\d,]+/)
  await expect(tooltip).toContainText('src_bytes')
  const line = /line ([\d,]+)/.exec((await tooltip.textContent()) ?? '')![1]!
  await map(app).press('Enter')
  const chosen = app.getByRole('region', { name: 'Map of the flows' })
  await expect(chosen.getByText(`line ${line}`).last()).toBeVisible()
  await chosen.getByRole('button', { name: 'Why' }).click()
  await expect(app.getByRole('heading', { name: new RegExp(`line ${line}`) })).toBeVisible()
})

test('a line drawn on the map selects the flows inside it', async ({ app }) => {
  await showGroups(app)
  await app.keyboard.press('l')
  await expect(app.getByRole('button', { name: 'Draw around flows' })).toHaveAttribute('aria-pressed', 'true')
  await expect(async () => {
    await drawAroundEverything(app)
    await expect(drawnAround(app)).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(drawnAround(app).getByRole('heading', { level: 2 })).toHaveText(`${FLOW_COUNT} flows drawn around`)
  await expect(drawnAround(app).getByRole('button', { name: /^line/ })).toHaveCount(5)
  await expectAccessible(app)
  const saved = app.waitForEvent('download')
  await drawnAround(app).getByRole('button', { name: 'Save as CSV' }).click()
  const lines = readFileSync(await (await saved).path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines).toHaveLength(FLOW_COUNT + 1)
  await app.keyboard.press('Escape')
  await expect(drawnAround(app)).toBeHidden()
})

test('flagged only, colours and axes are switches that say what is shown', async ({ app }) => {
  await showSample(app)
  await app.keyboard.press('f')
  await expect(app.getByText(/^Flagged flows only: \d+$/)).toBeVisible()
  await app.keyboard.press('f')
  await app.getByRole('radio', { name: 'Truth', exact: true }).check({ force: true })
  await expect(app.getByText(/attacks are orange, the rest is grey$/)).toBeVisible()
  await app.getByRole('radio', { name: 'Score', exact: true }).check({ force: true })
  await expect(app.getByText(/orange is near or above the threshold/)).toBeVisible()
  await app.getByRole('button', { name: 'Axes explained' }).click()
  await expect(app.getByRole('heading', { name: /^Left to right: / })).toBeVisible()
  await app.getByRole('button', { name: 'Zoom in' }).click()
  await app.getByRole('button', { name: 'Whole map' }).click()
  await expect(app.getByRole('button', { name: 'Whole map' })).toBeHidden()
  await expectAccessible(app)
})

test('a group leads to its flows, and to the flagged ones among them', async ({ app }) => {
  await showSample(app)
  await card(app, 'A').click()
  await card(app, 'A').press('Enter')
  await expect(app).toHaveURL(/#\/anomalies$/)
  await expect(app.getByRole('combobox', { name: /group/i })).toHaveValue('0')

  await app.goBack()
  const flaggedCard = list(app)
    .getByRole('button', { name: /[1-9][\d,]* flagged$/ })
    .first()
  const flaggedCount = /([\d,]+)\s*flagged$/.exec((await flaggedCard.textContent())!.trim())![1]!
  await flaggedCard.click()
  await list(app)
    .getByRole('button', { name: `${flaggedCount} flagged`, exact: true })
    .click()
  await expect(app).toHaveURL(/#\/anomalies$/)
  await expect(app.getByRole('radio', { name: /^Flagged/ })).toBeChecked()
  await expect(app.getByText(new RegExp(`^${flaggedCount} of `)).first()).toBeVisible()
})

test('every chart is a table too, and is saved with its colours in it', async ({ app }) => {
  await showGroups(app)
  await chooseInMenu(app, /(bend|curve)/, 'Show as table')
  const table = app.getByRole('table', { name: /^Spread left inside the groups by number of groups/ })
  await expect(table.getByRole('row')).toHaveCount(13)
  await expect(table.getByRole('row').nth(1)).toContainText('100 %')
  await expectAccessible(app)
  await app.getByRole('button', { name: 'Chart', exact: true }).click()
  await expect(curve(app)).toBeVisible()

  const drawing = app.waitForEvent('download')
  await chooseInMenu(app, /(bend|curve)/, 'Save as SVG')
  const svg = readFileSync(await (await drawing).path(), 'utf8')
  expect(svg).toContain('monday.csv')
  expect(svg).not.toContain('var(')
  expect(svg).not.toContain('class=')
  expect(svg).toMatch(/<circle[^>]* fill="rgb\(/)

  const picture = app.waitForEvent('download')
  await app
    .getByRole('region', { name: 'Map of the flows' })
    .getByRole('button', { name: /^Table, save/ })
    .click()
  await app.getByRole('menuitem', { name: 'Save as PNG' }).click()
  const png = readFileSync(await (await picture).path())
  expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
  expect(png.length).toBeGreaterThan(10_000)
})

test('the profiles of the groups go out as a table and as a report', async ({ app }) => {
  await showGroups(app)
  const saved = async (item: RegExp): Promise<string> => {
    await app.keyboard.press('e')
    const download = app.waitForEvent('download')
    await app.getByRole('menuitem', { name: item }).click()
    return readFileSync(await (await download).path(), 'utf8')
  }
  const groupCount = await cards(app).count()
  const csv = await saved(/^Group profiles/)
  expect(
    new Set(
      csv
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line[0]),
    ).size,
  ).toBe(groupCount)
  expect((await saved(/^Groups as a report/)).match(/^## /gm)).toHaveLength(groupCount)
})

test('a kept model shows its groups and says why it cannot be cut anew', async ({ app }) => {
  await showGroups(app)
  const before = await flowCounts(app)
  await app.goto(`${app.url().split('#')[0]}#/models`)
  await app.reload()
  await app.getByRole('button', { name: /^Open/ }).first().click()
  await untilReady(app)
  await app.goto(`${app.url().split('#')[0]}#/clusters`)
  await expect(app.getByText(/^This is a kept model: its flows are not here/)).toBeVisible()
  expect(await flowCounts(app)).toEqual(before)
  await expect(map(app)).toBeVisible()
  await expectAccessible(app)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the map and the cards come before the curve, and nothing is wider than the page', async ({ app }) => {
    await showGroups(app)
    const top = async (name: string): Promise<number> =>
      (await app.getByRole('region', { name, exact: true }).boundingBox())!.y
    const places = [await top('Map of the flows'), await top('Groups by size'), await top('Number of groups')]
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(await app.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await expectAccessible(app)
  })
})

test('before there is a file, the screen says what it will show', async ({ app }) => {
  await app.goto(`${app.url().split('#')[0]}#/clusters`)
  await expect(heading(app)).toHaveText('What kinds of traffic are there?')
  await expect(app.getByRole('link', { name: 'Open a file', exact: true })).toBeVisible()
})

test('a pattern named on a card leads to exactly its flows, and back to all', async ({ app }) => {
  await showSample(app)
  await list(app)
    .getByRole('button', { name: /^Group A(?![A-Z])/ })
    .click()
  const its = list(app).getByRole('button', { name: 'Its 120 flows: looks like a beacon' })
  await expect(list(app).getByText('T1071 Application Layer Protocol')).toBeVisible()
  await its.click()
  const ranked = app.getByRole('region', { name: /^What to look at first/ })
  await expect(ranked.getByRole('status')).toHaveText('120 of 19,812 flows')
  await expect(ranked.getByText('only its 120 flows')).toBeVisible()
  await expectAccessible(app)
  await ranked.getByRole('button', { name: 'Show all flows' }).click()
  await expect(ranked.getByRole('status')).toHaveText('19,812 flows, strangest first')
})
