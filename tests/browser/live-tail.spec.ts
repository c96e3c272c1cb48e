import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'
import { append, offerGrowingFile, remove, rewrite } from './support/growing'
import { FLOW_COUNT, madeUpDay, STRANGE_COUNT } from './support/traffic'

const panel = (page: Page): Locator => page.getByRole('group', { name: 'Growing file' })
const flagged = (page: Page): Locator => panel(page).getByRole('list', { name: 'Flagged flows of eve.csv' })
const happenings = (page: Page): Locator => panel(page).getByRole('list', { name: 'What happened to the file' })

const [header, ...days] = madeUpDay(1).split('\n')
const [HEADER, ORDINARY] = [`${header}\n`, `${days.slice(0, 300).join('\n')}\n`]
const STRANGE = days.slice(FLOW_COUNT - STRANGE_COUNT, FLOW_COUNT)

async function showPanel(page: Page): Promise<void> {
  await dropFiles(page, { name: 'monday.csv', text: madeUpDay(1) })
  await untilReady(page)
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('link', { name: /^Predict/ })
    .click()
  // By its words, as a person would: the field itself is hidden, and what is forced onto it may miss while the page settles.
  await page.getByText('A growing file', { exact: true }).click()
  await expect(page.getByRole('radio', { name: 'A growing file' })).toBeChecked()
}

async function watch(page: Page, text: string): Promise<void> {
  await showPanel(page)
  await offerGrowingFile(page, 'eve.csv', text)
  await panel(page).getByRole('button', { name: 'Watch a growing file' }).click()
  await expect(panel(page)).toContainText('Watching eve.csv')
}

test('new lines are scored as they come, the strange ones on top with line and reason', async ({ app }) => {
  await watch(app, HEADER + ORDINARY)
  await expect(panel(app)).toContainText(/Watching eve\.csv, 0 new flows, last read \d\d:\d\d:\d\d/)
  await expect(panel(app).getByRole('heading', { name: 'No new flow in eve.csv yet' })).toBeVisible()
  await expectAccessible(app)

  await append(app, 'eve.csv', `${days[0]}\n${STRANGE[0]}\n${STRANGE[1]!.slice(0, 9)}`)
  await expect(panel(app).getByRole('heading', { name: '1 of 2 new flows does not belong' })).toBeVisible()
  await append(app, 'eve.csv', `${STRANGE[1]!.slice(9)}\nno flow\n`)
  await expect(panel(app).getByRole('heading', { name: '2 of 3 new flows do not belong' })).toBeVisible()
  await expect(panel(app)).toContainText('1 line was refused, line 305: 1 field, not 6.')
  const rows = flagged(app).getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText('line 304')
  await expect(rows.last()).toContainText('line 303')

  await rows.first().getByRole('button').first().click()
  await expect(rows.first()).toContainText('irc')
  await expect(rows.first()).toContainText(/tranger than|strangest of/)
  await expectAccessible(app)
  await rows.first().getByRole('button', { name: 'Try changes' }).click()
  await expect(app.getByRole('heading', { level: 1 })).toHaveText(/^2 of 3 new flows do not belong/)
  await expect(
    app.getByRole('form', { name: 'The flow to judge' }).getByRole('textbox', { name: /^Bytes sent/ }),
  ).toHaveValue(STRANGE[1]!.split(',')[3]!)
})

test('a file cut short, and one that goes and comes again, is noticed and read on', async ({ app }) => {
  await watch(app, HEADER + ORDINARY)
  await rewrite(app, 'eve.csv', `${HEADER}${days[1]}\n`)
  await expect(happenings(app)).toContainText(
    /\d\d:\d\d:\d\d eve\.csv was cut short and began anew; it is read from its first line\./,
  )
  await expect(panel(app).getByRole('heading', { name: 'The one new flow belongs' })).toBeVisible()
  await remove(app, 'eve.csv')
  await expect(happenings(app)).toContainText('eve.csv is gone; it is looked for every second.')
  await rewrite(app, 'eve.csv', `${HEADER}${STRANGE[2]}\n${days[2]}\n${days[3]}\n`)
  await expect(happenings(app)).toContainText('Another eve.csv stands in its place')
  await expect(panel(app).getByRole('heading', { name: '1 of 4 new flows does not belong' })).toBeVisible()
  await expect(flagged(app).getByRole('listitem')).toContainText('line 2')
})

test('while it is paused nothing is read, and what has come is read when it goes on; stopped, it is put away', async ({
  app,
}) => {
  await watch(app, HEADER + ORDINARY)
  await panel(app).getByRole('button', { name: 'Pause' }).click()
  await expect(panel(app)).toContainText('Paused: eve.csv')
  await append(app, 'eve.csv', `${STRANGE[3]}\n`)
  await panel(app).getByRole('button', { name: 'Go on' }).click()
  await expect(panel(app).getByRole('heading', { name: '1 of 1 new flow does not belong' })).toBeVisible()
  await panel(app).getByRole('button', { name: 'Stop' }).click()
  await expect(panel(app).getByRole('button', { name: 'Watch a growing file' })).toBeVisible()
})

test('from the beginning every flow that is there counts; the watch goes on behind other screens', async ({ app }) => {
  await showPanel(app)
  await panel(app).getByRole('radio', { name: 'From the beginning' }).check({ force: true })
  await offerGrowingFile(app, 'eve.csv', madeUpDay(1))
  await panel(app).getByRole('button', { name: 'Watch a growing file' }).click()
  await expect(panel(app).getByRole('heading', { level: 2 })).toHaveText(/^\d+ of 706 new flows do not belong$/)
  const steps = app.getByRole('navigation', { name: 'Steps' })
  await steps.getByRole('link', { name: /^Anomalies/ }).click()
  await append(app, 'eve.csv', `${days[0]}\n`)
  await steps.getByRole('link', { name: /^Predict/ }).click()
  await expect(panel(app).getByRole('heading', { level: 2 })).toHaveText(/^\d+ of 707 new flows do not belong$/)
})

test('a file without one of the model’s columns is refused in a sentence', async ({ app }) => {
  await showPanel(app)
  await offerGrowingFile(app, 'eve.csv', 'name,colour\nana,red\nben,blue\n')
  await panel(app).getByRole('button', { name: 'Watch a growing file' }).click()
  await expect(panel(app).getByRole('alert')).toContainText('None of the columns the model looks at is in eve.csv.')
  await expect(panel(app).getByRole('button', { name: 'Watch a growing file' })).toBeEnabled()
})

test('@firefox where the browser can’t look at a file again, the button says why', async ({ app, browserName }) => {
  if (browserName === 'chromium') await app.evaluate(() => Object.assign(window, { showOpenFilePicker: undefined }))
  await showPanel(app)
  const button = panel(app).getByRole('button', { name: 'Watch a growing file' })
  await expect(button).toBeDisabled()
  await expect(button).toHaveAccessibleDescription(/^This browser can’t look at a file again once it has changed/)
  await expectAccessible(app)
})
