import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'
import { FLOW_COUNT, madeUpDay, STRANGE_COUNT } from './support/traffic'
import { showRows } from './support/rows'

const step = (page: Page, name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name })
const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })
const form = (page: Page): Locator => page.getByRole('form', { name: 'The flow to judge' })
const second = (page: Page): Locator => page.getByRole('group', { name: 'Second file' })
const asFile = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

/** A line of the made-up day that fits nowhere; the header is line 1. */
const STRANGE_LINE = FLOW_COUNT - STRANGE_COUNT + 2
const strangeLine = madeUpDay(1).split('\n')[STRANGE_LINE - 1]!

async function showForm(page: Page): Promise<void> {
  await dropFiles(page, { name: 'monday.csv', text: madeUpDay(1) })
  await untilReady(page)
  await step(page, /^Predict/).click()
  await expect(heading(page)).toHaveText(/^This flow is ordinary: it scores/)
}

const scoreIn = (text: string | null): number => Number(/it scores ([\d.,]+)/.exec(text ?? '')?.[1]?.replace(',', ''))

test('the form starts with usual values, and the answer follows every change', async ({ app }) => {
  await showForm(app)
  await form(app)
    .getByRole('textbox', { name: /^Bytes sent/ })
    .fill('8000000')
  await form(app)
    .getByRole('textbox', { name: /^Duration/ })
    .fill('900')
  await form(app)
    .getByRole('combobox', { name: /^Service/ })
    .selectOption('irc')
  await form(app)
    .getByRole('combobox', { name: /^Connection state/ })
    .selectOption('reset')
  await expect(heading(app)).toHaveText(/^This flow does not belong: it scores/)
  await expect(app.getByRole('region', { name: /of the score$/ })).toContainText(
    new RegExp(`Stranger than (all|99\\.\\d+ %) of the model’s ${FLOW_COUNT} flows\\.`),
  )
  await expect(app.getByRole('table', { name: /^Distance to each group/ })).toBeVisible()
  await expectAccessible(app)

  await form(app)
    .getByRole('textbox', { name: /^Bytes sent/ })
    .fill('')
  await app.getByRole('button', { name: 'Usual values' }).click()
  await expect(heading(app)).toHaveText(/^This flow is ordinary/)
})

test('a word never seen and a number beyond what was seen are allowed and pointed out', async ({ app }) => {
  await showForm(app)
  await form(app)
    .getByRole('combobox', { name: /^Service/ })
    .selectOption({ label: 'another …' })
  const service = form(app).getByRole('textbox', { name: /^Service/ })
  await service.fill('gopher')
  await expect(service).toHaveAccessibleDescription('never seen in training')

  const sent = form(app).getByRole('textbox', { name: /^Bytes sent/ })
  await sent.fill('99000000000')
  await expect(sent).toHaveAccessibleDescription(/^seen .* to .*/)
  await sent.fill('many')
  await expect(sent).toHaveAccessibleDescription(/^not a number/)
  await form(app).getByRole('button', { name: 'Service: back to the list' }).click()
  await expect(form(app).getByRole('combobox', { name: /^Service/ })).toHaveValue('http')
})

test('a pasted line is judged, and one with other columns is refused in a sentence', async ({ app }) => {
  await showForm(app)
  await app.keyboard.press('v')
  const dialog = app.getByRole('dialog', { name: 'Paste a line' })
  const area = dialog.getByRole('textbox', { name: 'A line of the file' })
  await area.fill('1,2,3')
  await dialog.getByRole('button', { name: 'Judge it' }).click()
  await expect(dialog.getByRole('alert')).toHaveText(/^That line has 3 fields; monday\.csv has 6 columns\./)

  await area.fill(strangeLine.replaceAll(',', '\t'))
  await dialog.getByRole('button', { name: 'Judge it' }).click()
  await expect(dialog).toBeHidden()
  await expect(heading(app)).toHaveText(/^This flow does not belong/)
  await expect(app.getByRole('heading', { name: 'A pasted line' })).toBeVisible()
})

test('a line of the file fills the form, and a line that is none says so', async ({ app }) => {
  await showForm(app)
  await app.getByRole('button', { name: 'From line…' }).click()
  const dialog = app.getByRole('dialog', { name: 'From a line of the file' })
  const line = dialog.getByRole('textbox', { name: 'Line of monday.csv' })
  await line.fill('1')
  await line.press('Enter')
  await expect(line).toHaveAccessibleDescription(/^No flow of monday\.csv starts on line 1/)
  await line.fill(String(STRANGE_LINE))
  await line.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(heading(app)).toHaveText(/^This flow does not belong/)
  await expect(form(app).getByRole('textbox', { name: /^Bytes sent/ })).toHaveValue(strangeLine.split(',')[3]!)
})

test('a flow taken over from the ranking scores here what it scores there', async ({ app }) => {
  await dropFiles(app, { name: 'monday.csv', text: madeUpDay(1) })
  await untilReady(app)
  await step(app, /^Anomalies/).click()
  await showRows(app)
  const first = app.getByRole('grid', { name: 'Flows in order' }).getByRole('row').nth(1)
  await expect(first).toContainText('irc')
  const ranked = Number(await first.getByRole('gridcell').nth(1).textContent())
  await first.click()
  await app.getByRole('button', { name: 'Try changes' }).click()
  await expect(heading(app)).toHaveText(/^This flow does not belong/)
  expect(scoreIn(await heading(app).textContent())).toBeCloseTo(ranked, 1)
})

test('how a second file meets the model is shown, and can be put right, before it is scored', async ({ app }) => {
  await showForm(app)
  const lines = madeUpDay(2).replace(
    'duration,protocol,service,src_bytes,dst_bytes,state',
    'duration,protocol,service,out,dst_bytes,state,note',
  )
  const withNotes = lines
    .split('\n')
    .map((line, index) => (index === 0 || line === '' ? line : `${line},x`))
    .join('\n')
  await app.getByLabel('Second file to score').setInputFiles(asFile('tuesday.csv', withNotes))
  await expect(second(app).getByText('1 column is missing')).toBeVisible()
  await expectAccessible(app)

  const chosen = second(app).getByRole('combobox', { name: 'Column of the file for src_bytes' })
  await chosen.selectOption('out')
  await expect(second(app).getByText('1 column is missing')).toBeHidden()
  await expect(chosen).toHaveValue('out')

  await second(app)
    .getByRole('button', { name: `Score its ${FLOW_COUNT} flows` })
    .click()
  await expect(second(app).getByRole('heading', { name: /^\d+ of 706 flows do not belong$/ })).toBeVisible()
  await expect(second(app).getByRole('heading', { name: 'What to look at first in it' })).toBeVisible()
  await expect(second(app).getByRole('heading', { name: 'The mix of traffic is as it was' })).toBeVisible()
  await second(app)
    .getByRole('button', { name: /^Show all \d+ groups$/ })
    .click()
  await expect(
    second(app).getByRole('list', { name: 'Groups then and now' }).getByRole('listitem').first(),
  ).toContainText(
    /Group [A-Z] \(.+\) has \d+ % of the flows, as before.*\d+ flows then, \d+ now; .+ typical score [\d.]+, was [\d.]+/s,
  )
  await expectAccessible(app)

  const started = app.waitForEvent('download')
  await second(app)
    .getByRole('button', { name: `Save ${FLOW_COUNT} scores` })
    .click()
  const saved = await started
  expect(saved.suggestedFilename()).toBe('tuesday-scores.csv')
  const text = readFileSync(await saved.path(), 'utf8')
  expect(text.trim().split('\r\n')).toHaveLength(FLOW_COUNT + 1)
})

test('what does not belong in a second file is told in stories, down to the reasons of one flow', async ({ app }) => {
  await showForm(app)
  await app.getByLabel('Second file to score').setInputFiles(asFile('tuesday.csv', madeUpDay(2)))
  await second(app)
    .getByRole('button', { name: `Score its ${FLOW_COUNT} flows` })
    .click()
  const stories = second(app)
    .getByRole('listitem')
    .filter({ hasText: /line \d+|\d+ flows/ })
  const first = stories.first().getByRole('button')
  const title = (await first.innerText()).split('\n')[1]!
  await first.click()

  const list = app.getByRole('dialog', { name: title })
  const flows = list.getByRole('region', { name: 'Flows of the second file' })
  await expect(flows.getByRole('row').nth(1)).toBeVisible()
  await flows.getByRole('row').nth(1).getByRole('button').click()
  const why = list.getByRole('region', { name: 'Why this flow' })
  await expect(why.getByRole('heading', { name: /^Why line \d+ scores [\d.]+$/ })).toBeVisible()
  await expect(why.getByRole('table', { name: 'What adds most to the score' })).toBeVisible()
  await expectAccessible(app)
  await app.keyboard.press('Escape')
  await expect(list).toBeHidden()

  await second(app).getByRole('button', { name: 'See all flows, strangest first' }).click()
  const all = app.getByRole('dialog', { name: 'All flows of tuesday.csv' })
  await expect(all.getByRole('status')).toHaveText(`${FLOW_COUNT} flows, strangest first`)
  await expect(all.getByRole('row')).toHaveCount(101)
  await all.getByRole('button', { name: 'More' }).click()
  await expect(all.getByRole('row')).toHaveCount(201)
  await all.getByRole('searchbox').fill('service:ssh')
  await expect(all.getByRole('status')).toHaveText(/^\d+ flows? found$/)
  await expect(all.getByRole('row')).not.toHaveCount(201)
  await app.keyboard.press('Escape')
  await expect(all.getByRole('status')).toHaveText(`${FLOW_COUNT} flows, strangest first`)
})

test('a file let go of over the second panel is scored, not opened', async ({ app }) => {
  await showForm(app)
  const buffer = Buffer.from(madeUpDay(3))
  await second(app).drop({ files: [{ name: 'wednesday.csv', mimeType: 'text/csv', buffer }] })
  await expect(second(app).getByRole('button', { name: `Score its ${FLOW_COUNT} flows` })).toBeVisible()
  await expect(app.getByRole('banner')).toContainText('monday.csv')
})

test('a second file that is no table is refused in place, and the model stays', async ({ app }) => {
  await showForm(app)
  const buffer = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
  await app.getByLabel('Second file to score').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer })
  await expect(second(app).getByRole('alert')).toContainText('photo.png')
  await expect(heading(app)).toHaveText(/^This flow is ordinary/)
  await second(app).getByRole('button', { name: 'Never mind' }).click()
  await expect(second(app).getByRole('button', { name: 'Choose a file' })).toBeVisible()
})

test('after a reload the kept model judges a flow again, and has no lines to fill from', async ({ app }) => {
  await showForm(app)
  const before = scoreIn(await heading(app).textContent())
  await expect(step(app, /^Models 1/)).toBeVisible()
  await app.reload()
  await step(app, /^Models/).click()
  await app.getByRole('button', { name: 'Score a file' }).click()
  await expect(heading(app)).toHaveText(/^This flow is ordinary/)
  expect(scoreIn(await heading(app).textContent())).toBe(before)
  await expect(app.getByRole('button', { name: 'From line…' })).toHaveCount(0)
})

test('without a model the screen offers to make or to open one', async ({ app }) => {
  await step(app, /^Predict/).click()
  await expect(app.getByRole('heading', { name: 'No model is open' })).toBeVisible()
  await app.getByRole('main').getByRole('link', { name: 'Models' }).click()
  await expect(step(app, /^Models/)).toHaveAttribute('aria-current', /./)
})
