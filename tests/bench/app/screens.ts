/**
 * Screens: visits every one, as a person leafing through would.
 */

import type { Page } from 'playwright'

const SCREENS = ['columns', 'clusters', 'anomalies', 'predict', 'models', 'open'] as const
/** What a screen needs to come to rest after it was opened. */
const SETTLING_MS = 700

export async function visitScreens(page: Page): Promise<void> {
  for (const screen of SCREENS) {
    await page.evaluate((name) => (location.hash = `#/${name}`), screen)
    await page.waitForTimeout(SETTLING_MS)
  }
}
