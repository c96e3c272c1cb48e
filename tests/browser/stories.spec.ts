import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/app'
import { expectAccessible } from './support/axe'
import { dropFiles, untilReady } from './support/files'
import { FLOW_COUNT, madeUpDay, STRANGE_COUNT } from './support/traffic'

const stories = (page: Page): Locator => page.getByRole('table', { name: 'Stories' })
const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })
const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Flows in order' })

async function showStories(page: Page): Promise<void> {
  await dropFiles(page, { name: 'monday.csv', text: madeUpDay(1) })
  await untilReady(page)
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('link', { name: /^Anomalies/ })
    .click()
}

async function showMe(page: Page, flowCount: number): Promise<void> {
  const flows = page.getByRole('textbox', { name: 'Flows to show' })
  await flows.fill(String(flowCount))
  await flows.press('Enter')
  await expect(heading(page)).toHaveText(new RegExp(`^${flowCount} flows do not belong. They make`))
}

test('the strange flows are one story, with its reason, and open to its rows', async ({ app }) => {
  await showStories(app)
  await showMe(app, STRANGE_COUNT)
  const first = stories(app).getByRole('row').filter({ hasText: 'irc' }).first()
  await expect(first.getByRole('cell').nth(3)).toHaveText(String(STRANGE_COUNT))
  await app.getByRole('button', { name: `Open all ${STRANGE_COUNT} flows` }).click()
  await expect(app.getByText(`${STRANGE_COUNT} of ${FLOW_COUNT} flows`)).toBeVisible()
  await expect(grid(app).getByRole('row')).toHaveCount(STRANGE_COUNT + 1)
  await expect(grid(app).getByRole('row').nth(STRANGE_COUNT)).toContainText('irc')
  await app.getByRole('button', { name: 'Back to stories' }).click()
  await expect(stories(app)).toBeVisible()
  await expectAccessible(app)
})

test('a story that is cut out of a pattern leads to all of its flows', async ({ app }) => {
  await app.getByRole('button', { name: 'Try the sample' }).click()
  await untilReady(app)
  await app
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('link', { name: /^Anomalies/ })
    .click()
  const scan = stories(app).locator('tr[data-story]').first()
  const cut = scan.getByRole('cell').nth(3)
  await expect(cut).toHaveText(/^100\s+of \d+$/)
  const flowCount = (await cut.innerText()).split(' ').at(-1)!
  await expect(scan).toContainText(`tried ${flowCount} ports of`)
  await app.getByRole('button', { name: `${flowCount} flows`, exact: true }).click()
  await expect(app.getByText(`${flowCount} of 19,812 flows`)).toBeVisible()
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String(Number(flowCount) + 1))
})

test('a moved threshold tells other stories, and none where nothing is flagged', async ({ app }) => {
  await showStories(app)
  await showMe(app, 3)
  await showMe(app, 60)
  const counts = await stories(app).locator('tr[data-story] td:nth-child(4)').allTextContents()
  expect(counts.reduce((sum, text) => sum + Number(text), 0)).toBe(60)
  expect(counts.length).toBeLessThanOrEqual(20)
  const score = app.getByRole('textbox', { name: 'Score above' })
  await score.fill('1000')
  await score.press('Enter')
  await expect(app.getByRole('heading', { name: 'No story to tell' })).toBeVisible()
  await app.getByRole('button', { name: 'Show all flows' }).click()
  await expect(app.getByText(`${FLOW_COUNT} flows, strangest first`)).toBeVisible()
})

test('stories are gone through and opened by keyboard', async ({ app }) => {
  await showStories(app)
  await showMe(app, 60)
  const on = stories(app).locator('tr.selected')
  await heading(app).click()
  await expect(on).toHaveAttribute('data-story', '0')
  await app.keyboard.press('j')
  await expect(on).toHaveAttribute('data-story', '1')
  const title = await on.getByRole('button').first().innerText()
  await app.keyboard.press('o')
  await expect(grid(app)).toBeVisible()
  await expect(app.getByText(title, { exact: true })).toBeVisible()
  await app.keyboard.press('o')
  await expect(on).toHaveAttribute('data-story', '1')
  await app.keyboard.press('k')
  await expect(on).toHaveAttribute('data-story', '0')
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('a story is a card that opens to its flows', async ({ app }) => {
    await showStories(app)
    await showMe(app, STRANGE_COUNT)
    await app.getByRole('listitem').filter({ hasText: 'irc' }).first().getByRole('button').click()
    await expect(app.getByText(`${STRANGE_COUNT} of ${FLOW_COUNT} flows`)).toBeVisible()
    await app.getByRole('button', { name: 'Back to stories' }).click()
    await expectAccessible(app)
  })
})

test('a second opinion says where it agrees, and what is strange to it alone is one click away', async ({ app }) => {
  await showStories(app)
  await showMe(app, 60)
  const opinion = app.getByRole('region', { name: 'Second opinion' })
  await expect(opinion.getByRole('status')).toHaveText(
    new RegExp(`^An isolation forest agrees on (\\d+|all|none)( of the)? 60 flagged flows\\.`),
  )
  await expect(stories(app).locator('tr[data-story]').first()).toContainText(/agrees on (\d+|all|none)/)
  await expect(app.getByRole('region', { name: 'Reasons' })).toContainText(
    /The isolation forest (agrees|does not agree): /,
  )

  const alone = opinion.getByRole('button', { name: /^\d+ strange to it alone$/ })
  const aloneCount = Number.parseInt((await alone.textContent()) ?? '', 10)
  await alone.click()
  await expect(app.getByText(`${aloneCount} of ${FLOW_COUNT} flows`)).toBeVisible()
  await expect(app.getByRole('region', { name: 'Reasons' })).toContainText('Strange to the isolation forest alone: ')
  await expect(app.getByText(/It is wrong more often/)).toBeVisible()
  await app.getByRole('button', { name: 'Back to stories' }).click()
  await opinion.getByRole('button', { name: 'What it is worth' }).click()
  await expect(app.getByRole('dialog')).toContainText(/rank correlation −?\d\.\d\d/)
  await expectAccessible(app)
})
