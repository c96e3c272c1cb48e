import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'
import { showRows } from './support/rows'

const networkSwitch = (page: Page): Locator => page.getByRole('switch', { name: 'Network features' })
const panel = (page: Page): Locator => page.getByRole('region', { name: 'Network features' })
const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })
const roleOf = (page: Page, column: string): Locator => page.getByLabel(`Role of ${column}`, { exact: true })

async function showSampleColumns(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the sample' }).click()
  await untilReady(page)
  await page.keyboard.press('2')
  await expect(heading(page)).toContainText('of 15 columns feed the model')
}

test('columns made of times and addresses come by a switch, give reasons, and go again', async ({ app }) => {
  await showSampleColumns(app)
  await expect(networkSwitch(app)).not.toBeChecked()
  await expect(panel(app)).toContainText('20 columns can be made from times and addresses')
  await networkSwitch(app).click()
  await expect(networkSwitch(app)).toBeChecked()
  await expect(heading(app)).toContainText('29 of 35 columns feed the model')

  await app.getByRole('searchbox', { name: 'Search columns' }).fill('net_src')
  await expect(app.getByRole('table', { name: 'Columns' }).getByRole('row')).toHaveCount(5)
  await app.getByRole('button', { name: 'net_src_ports', exact: true }).click()
  await expect(app.getByRole('region', { name: 'net_src_ports' })).toContainText(
    'different destination ports of the source',
  )
  await roleOf(app, 'net_src_hosts').selectOption('ignored')
  await expect(heading(app)).toContainText('28 of 35 columns feed the model')

  await app.getByRole('button', { name: 'Group again' }).click()
  await expect(app).toHaveURL(/#\/clusters$/)
  await untilReady(app)
  await app.keyboard.press('4')
  await showRows(app)
  const flow = app.getByRole('grid', { name: 'Flows in order' }).getByRole('row').nth(1)
  await expect(flow).not.toContainText('…')
  await flow.click()
  const reasons = app.getByRole('table', { name: 'What adds most to the score' })
  await expect(reasons).toContainText('Ports tried between the two in 60 s')

  await app.keyboard.press('2')
  await networkSwitch(app).click()
  await expect(networkSwitch(app)).not.toBeChecked()
  await expect(heading(app)).toContainText('9 of 15 columns feed the model')
  // The findings on screen are still those with them.
  await app.keyboard.press('4')
  await expect(reasons).toContainText('Ports tried between the two in 60 s')
  await app.keyboard.press('2')
  await app.getByRole('button', { name: 'Group again' }).click()
  await expect(app).toHaveURL(/#\/clusters$/)
  await untilReady(app)
  await app.keyboard.press('2')
  await networkSwitch(app).click()
  await expect(roleOf(app, 'net_src_hosts')).toHaveValue('ignored')
})

test('a file without times says why it can have none, column by column', async ({ app }) => {
  const lines = Array.from({ length: 60 }, (_, row) => `10.0.0.${row % 5},10.0.1.${row % 3},${row % 7},${row * 3}`)
  await dropFiles(app, { name: 'timeless.csv', text: ['src_ip,dst_ip,packets,bytes', ...lines].join('\n') })
  await untilReady(app)
  await app.keyboard.press('2')
  await expect(networkSwitch(app)).toBeDisabled()
  await expect(panel(app)).toContainText('this file has no time')
  await panel(app).getByRole('button', { name: 'What each of them is' }).click()
  const list = app.getByRole('dialog', { name: 'Columns made from times and addresses' })
  await expect(list.getByRole('row')).toHaveCount(21)
  await expect(list.getByRole('row', { name: /^net_count / })).toContainText(
    'needs a time and a destination address; this file has no time',
  )
  await expectAccessible(app)
})
