import type { Page } from '@playwright/test'

/** The Anomalies screen leads with stories; the flat ranking is its other view. */
export async function showRows(page: Page): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Shown as' }).getByText('Rows', { exact: true }).click()
}
