/**
 * Files: ways to hand the page a file as a person would.
 */

import { expect, type Page } from '@playwright/test'

/** A path on this computer, or a file made up by the test. */
export type GivenFile =
  string | { readonly name: string; readonly text: string } | { readonly name: string; readonly bytes: Uint8Array }

interface Payload {
  name: string
  mimeType: string
  buffer: Buffer
}

const payload = (file: Exclude<GivenFile, string>): Payload => ({
  name: file.name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from('text' in file ? file.text : file.bytes),
})

/** Playwright takes either paths or payloads, not both at once. */
function payloads(files: readonly GivenFile[]): string[] | Payload[] {
  const made = files.flatMap((file) => (typeof file === 'string' ? [] : [payload(file)]))
  return made.length > 0 ? made : files.filter((file) => typeof file === 'string')
}

/** Lets go of the files over the page. Give paths or made-up files, not a mixture. */
export async function dropFiles(page: Page, ...files: readonly GivenFile[]): Promise<void> {
  await page.locator('body').drop({ files: payloads(files) })
}

/** Chooses a file in the dialog behind "Choose a file". */
export async function chooseFile(page: Page, file: GivenFile): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page
    .getByRole('button', { name: /choose a file/i })
    .first()
    .click()
  await (await chooser).setFiles(payloads([file]))
}

/** Waits until the run is finished and every screen has its content. */
export async function untilReady(page: Page, timeout = 60_000): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-stage', 'ready', { timeout })
}
