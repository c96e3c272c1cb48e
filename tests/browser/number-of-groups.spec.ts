import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'

const panel = (page: Page) => page.getByRole('region', { name: 'Number of groups' })

/** Three columns that have nothing to do with each other, from a generator of whole numbers. */
function noise(rowCount: number): string {
  let state = 7
  const next = (): number => (state = (state * 48271) % 2147483647) / 2147483647
  const rows = Array.from({ length: rowCount }, () =>
    [next() * 10, next(), next() * 50].map((value) => value.toFixed(4)).join(','),
  )
  return ['x,y,z', ...rows, ''].join('\n')
}

async function showClusters(page: Page): Promise<void> {
  await untilReady(page)
  await page.goto(`${page.url().split('#')[0]}#/clusters`)
  await expect(panel(page).getByText('Structure beyond chance')).toBeVisible()
}

test('says that noise has no natural number of groups, and still lets any be looked at', async ({ app: page }) => {
  await dropFiles(page, { name: 'noise.csv', text: noise(900) })
  await showClusters(page)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(/^No natural number of groups; \w+ are shown$/)
  await expect(panel(page).getByRole('heading', { name: 'Shuffled columns give the same curve' })).toBeVisible()
  await expect(panel(page).getByText(/^There is no natural number of groups: cut into/)).toBeVisible()
  await panel(page).getByRole('radiogroup', { name: 'Number of groups to use' }).getByText('5', { exact: true }).click()
  await expect(heading).toHaveText('No natural number of groups; five are shown')
})

test('shows which number each measure prefers, where they disagree, and the figures for every number', async ({
  app: page,
}) => {
  await page
    .getByRole('button', { name: /sample/i })
    .first()
    .click()
  await showClusters(page)
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/No natural/)
  for (const measure of [
    'Bend of the curve',
    'Best silhouette',
    'Davies–Bouldin',
    'Calinski–Harabasz',
    're-runs agree on',
  ]) {
    await expect(panel(page).getByRole('term').filter({ hasText: measure })).toBeVisible()
  }
  await expect(panel(page).getByText(/The measures disagree: .*, the most tried, by/)).toBeVisible()
  await expect(panel(page).getByText(/re-runs of 2,048 flows drawn again twice/)).toBeVisible()
  await expectAccessible(page)
  await panel(page)
    .getByRole('button', { name: /^Table, save: The curve/ })
    .click()
  await page.getByRole('menuitem', { name: 'Show as table' }).click()
  await expect(panel(page).getByRole('columnheader')).toHaveText([
    'K',
    'Spread left',
    'Shuffled',
    'Re-runs',
    'D–B',
    'C–H',
    'Rounds',
    'Settled',
    'Refilled',
  ])
  await expect(panel(page).getByRole('row')).toHaveCount(13)
})
