/**
 * Give file: hands the page a file as a person would, and waits for what comes of it.
 */

import type { Page } from 'playwright'

/** Ten million rows on a slow machine; what takes longer is not waited for. */
const LONGEST_JOB_MS = 30 * 60_000

export async function giveFile(page: Page, path: string): Promise<void> {
  const input = page.locator('input[type=file]').first()
  // A browser says nothing of a file that is chosen again.
  await input.evaluate((element: HTMLInputElement) => (element.value = ''))
  await input.setInputFiles(path, { timeout: LONGEST_JOB_MS })
}

/** @throws Error with the page's own words if the file is refused, or if the page dies */
export async function untilReady(page: Page): Promise<void> {
  const died = new Promise<never>((_, fail) => page.once('crash', () => fail(new Error('The page ran out of memory.'))))
  const settled = page.waitForSelector('html[data-stage=ready], html[data-stage=failed]', { timeout: LONGEST_JOB_MS })
  settled.catch(() => {})
  await Promise.race([settled, died])
  const stage = await page.locator('html').getAttribute('data-stage')
  if (stage === 'failed') throw new Error(`The page refused: ${await page.getByRole('alert').first().innerText()}`)
}
