import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { expect, sharedData, test } from './support/app'
import { dropFiles, untilReady } from './support/files'
import { asSystemTheme, THEMES } from './support/theme'

/** 120 flows: a constant column, a truth column, an empty cell in every tenth row, two ragged lines. */
const FLOWS = (() => {
  const lines = Array.from({ length: 120 }, (_, row) => {
    const bytes = row % 10 === 0 ? '' : 300 + ((row * 37) % 211)
    return [1 + (row % 13), row % 4 ? 'tcp' : 'udp', bytes, row % 6, 0, row % 40 === 3 ? 'attack' : 'benign'].join(',')
  })
  lines.splice(30, 0, '1,tcp')
  lines.splice(60, 0, '1,tcp,3,4,5,6,7,8')
  return ['duration,protocol,bytes,packets,always,label', ...lines].join('\n')
})()

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const table = (page: Page) => page.getByRole('table', { name: 'Columns' })
const row = (page: Page, name: string) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name, exact: true }) })
/** A figure of the ledger by what it counts. */
const figure = (page: Page, words: string) =>
  page
    .getByRole('region', { name: 'Ledger of lines' })
    .locator('dl > div')
    .filter({ has: page.getByText(words, { exact: true }) })
    .locator('dd')

async function open(page: Page): Promise<void> {
  await dropFiles(page, { name: 'flows.csv', text: FLOWS })
  await untilReady(page)
  await page.keyboard.press('2')
  await expect(heading(page)).toContainText('columns feed the model')
}

test('the ledger adds up and the refused lines are named', async ({ app }) => {
  await open(app)
  await expect(figure(app, 'lines read')).toHaveText('122')
  await expect(figure(app, 'refused')).toHaveText('2')
  await expect(figure(app, 'flows used')).toHaveText('120')
  await expect(figure(app, 'cells missing of 720')).toHaveText('12')
  await app.getByRole('button', { name: 'See the refused lines' }).click()
  const refused = app.getByRole('dialog', { name: '2 lines refused' })
  await expect(refused.getByRole('row', { name: /32 .*1,tcp/ })).toBeVisible()
  await expect(refused.getByRole('row', { name: /62 .*1,tcp,3,4,5,6,7,8/ })).toBeVisible()
})

test('every column says what it is taken for, and why', async ({ app }) => {
  await open(app)
  await expect(app.getByLabel('Role of duration')).toHaveValue('feature')
  await expect(app.getByLabel('Type of protocol')).toHaveValue('category')
  await expect(app.getByLabel('Role of always')).toHaveValue('ignored')
  await expect(app.getByLabel('Role of label')).toHaveValue('ground truth')
  for (const name of ['duration', 'protocol', 'bytes', 'packets', 'always', 'label']) {
    await expect(row(app, name).locator('td.reason')).not.toBeEmpty()
  }
})

test(
  'a role is overruled, marked as the analyst’s, undone, and a new run takes it up',
  { tag: '@firefox' },
  async ({ app }) => {
    await open(app)
    const before = await heading(app).textContent()
    await expect(app.getByRole('button', { name: 'Group again' })).toBeDisabled()
    await app.getByLabel('Role of packets').selectOption('ignored')
    await expect(row(app, 'packets')).toContainText('your call')
    await expect(heading(app)).not.toHaveText(before ?? '')
    await app.keyboard.press('z')
    await expect(heading(app)).toHaveText(before ?? '')
    await expect(app.getByLabel('Role of packets')).toHaveValue('feature')

    await app.getByLabel('Role of packets').selectOption('ignored')
    await app.getByRole('button', { name: 'Group again' }).click()
    await expect(app).toHaveURL(/#\/clusters$/)
    await untilReady(app)
    await app.keyboard.press('2')
    await expect(app.getByLabel('Role of packets')).toHaveValue('ignored')
  },
)

test('what was overruled holds for the next file of the same columns', async ({ app }) => {
  await open(app)
  await app.getByLabel('Role of packets').selectOption('ignored')
  await expect(row(app, 'packets')).toContainText('your call')
  await dropFiles(app, { name: 'tomorrow.csv', text: FLOWS })
  await expect(app.getByRole('banner')).toContainText('tomorrow.csv')
  await untilReady(app)
  await app.keyboard.press('2')
  await expect(app.getByLabel('Role of packets')).toHaveValue('ignored')
})

test('columns are searched and filtered', async ({ app }) => {
  await open(app)
  await app.keyboard.press('/')
  await app.keyboard.type('byt')
  await expect(table(app).getByRole('row')).toHaveCount(2)
  await app.keyboard.press('Escape')
  await expect(table(app).getByRole('row')).toHaveCount(7)
  await app.getByRole('radiogroup', { name: 'Which columns' }).getByText('Left out').click()
  await expect(row(app, 'always')).toBeVisible()
  await expect(row(app, 'duration')).toHaveCount(0)
  await app.getByRole('searchbox', { name: 'Search columns' }).fill('no such column')
  await expect(app.getByText('No column matches “no such column”')).toBeVisible()
  await app.getByRole('button', { name: 'Show all 6' }).click()
  await expect(table(app).getByRole('row')).toHaveCount(7)
})

test('the keyboard goes from column to column and overrules', { tag: '@firefox' }, async ({ app }) => {
  await open(app)
  await app.keyboard.press('j')
  await app.keyboard.press('j')
  await expect(app.getByRole('group', { name: 'Selected' })).toContainText('protocol')
  await app.keyboard.press('r')
  await expect(app.getByLabel('Role of protocol')).toBeFocused()
  await app.getByLabel('Role of protocol').blur()
  await app.keyboard.press('u')
  await expect(app.getByLabel('Role of protocol')).toHaveValue('ignored')
  await app.keyboard.press('Escape')
  await expect(app.getByRole('group', { name: 'Selected' })).toHaveCount(0)
})

test('a file is read again with another delimiter', async ({ app }) => {
  await dropFiles(app, { name: 'odd.csv', text: FLOWS.replaceAll(',', ';') })
  await untilReady(app)
  await app.keyboard.press('2')
  await expect(app.getByText('semicolon')).toBeVisible()
  await app.getByRole('button', { name: 'Read it another way' }).click()
  const dialog = app.getByRole('dialog', { name: 'How the file is read' })
  await dialog.getByLabel('Header line').selectOption('no')
  await dialog.getByRole('button', { name: 'Read it again' }).click()
  await expect(app).toHaveURL(/#\/clusters$/)
  await untilReady(app)
  await app.keyboard.press('2')
  await expect(app.getByText('No header line, so the columns are numbered.')).toBeVisible()
})

/** Dates that may be read both ways, no zone, two cells parted by what nobody would guess. */
const ODD = [
  'stamp;;source;;packets',
  ...Array.from(
    { length: 80 },
    (_, row) => `0${1 + (row % 5)}/04/2017 08:${10 + (row % 50)};;10.0.0.${row % 4};;${row % 7}`,
  ),
].join('\n')

test('a typed delimiter is previewed, said, remembered for the next file of these columns, and forgotten', async ({
  app,
}) => {
  await dropFiles(app, { name: 'odd.csv', text: ODD })
  await untilReady(app)
  await app.keyboard.press('2')
  await app.getByRole('button', { name: 'Read it another way' }).click()
  const dialog = app.getByRole('dialog', { name: 'How the file is read' })
  await expect(dialog.getByRole('table', { name: 'First rows' }).getByRole('columnheader')).toHaveCount(5)
  await dialog.getByLabel('Columns are parted by').selectOption('something else …')
  await dialog.getByLabel('What parts the columns').fill(';;')
  await expect(dialog.getByRole('table', { name: 'First rows' }).getByRole('columnheader')).toHaveText([
    'stamp',
    'source',
    'packets',
  ])
  await dialog.getByLabel('Times without a zone are in').selectOption('120')
  await app.keyboard.press('Tab')
  await dialog.getByRole('button', { name: 'Read it again' }).press('Enter')
  await expect(app).toHaveURL(/#\/clusters$/)
  await untilReady(app)
  await app.keyboard.press('2')
  const said = 'parted by “;;” and times without a zone at UTC+2.'
  await expect(app.getByText(`Read as you said: ${said}`)).toBeVisible()
  await expect(row(app, 'stamp')).toContainText('no zone in the file: taken as UTC+2')

  await dropFiles(app, { name: 'tomorrow.csv', text: ODD })
  await expect(app.getByRole('banner')).toContainText('tomorrow.csv')
  await untilReady(app)
  await app.keyboard.press('2')
  await expect(app.getByText(`Read as last time: ${said}`)).toBeVisible()
  await app.getByRole('button', { name: 'Forget it' }).click()
  await expect(app).toHaveURL(/#\/clusters$/)
  await untilReady(app)
  await app.keyboard.press('2')
  await expect(app.getByText('Read as last time')).toHaveCount(0)
  await expect(heading(app)).toContainText('of 5 columns')
})

test('a remedy of the doctor is taken back by one click', async ({ app }) => {
  await dropFiles(app, { name: 'dates.csv', text: ODD.replaceAll(';;', ',') })
  await untilReady(app)
  await app.keyboard.press('2')
  await expect(row(app, 'stamp')).toContainText('taken as day first')
  await app.getByRole('button', { name: 'Read month first' }).click()
  await expect(app.getByText('You chose “Read month first”.')).toBeVisible()
  await expect(row(app, 'stamp')).toContainText('month first')
  await expect(app.getByRole('button', { name: 'Undo', exact: true })).toBeEnabled()
  await app.getByRole('button', { name: /^Undo: Read month first/ }).click()
  await expect(row(app, 'stamp')).toContainText('taken as day first')
  await expect(app.getByRole('button', { name: 'Read month first' })).toBeVisible()
})

test('NSL-KDD without a header gets its known names', async ({ app }, testInfo) => {
  await dropFiles(app, sharedData(testInfo, 'nsl-kdd/KDDTrain+_20Percent.txt'))
  await untilReady(app)
  await app.keyboard.press('2')
  await expect(heading(app)).toContainText('39 of 43 columns feed the model.')
  await expect(app.getByText('No header line; the layout was recognised as NSL-KDD')).toBeVisible()
  await expect(figure(app, 'lines read')).toHaveText('25,192')
  await app.getByRole('searchbox', { name: 'Search columns' }).fill('dst_host_count')
  await expect(row(app, 'dst_host_count')).toBeVisible()
})

for (const theme of THEMES) {
  test(`the columns are accessible in ${theme}, wide and narrow, with one selected and with a dialog`, async ({
    app,
  }) => {
    await asSystemTheme(app, theme)
    await open(app)
    await app.keyboard.press('j')
    await expectAccessible(app)
    await app.getByRole('button', { name: 'See the refused lines' }).click()
    await expect(app.getByRole('dialog')).toBeVisible()
    await expectAccessible(app)
    await app.keyboard.press('Escape')
    await app.setViewportSize({ width: 390, height: 844 })
    await expectAccessible(app)
    expect(await app.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
}
