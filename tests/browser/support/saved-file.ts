/**
 * Saved file: what the page saves, as it arrives on the disk.
 *
 * Playwright 1.64 is told by Firefox of each download, but passes on only those that a navigation began, which a link with `download` is none of (153 ESR).
 * So there the file itself is waited for; Firefox writes into one that ends in ".part" and renames it when it is whole.
 */

import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from './app'
import { FIREFOX_DOWNLOADS } from './browsers'

/** @param name that the file must have @param save makes the page save it */
export async function savedFile(page: Page, name: string, save: () => Promise<void>): Promise<Uint8Array> {
  const path = page.context().browser()?.browserType().name() === 'firefox' ? await inFolder(name, save) : null
  if (path !== null) return new Uint8Array(readFileSync(path))
  const started = page.waitForEvent('download')
  await save()
  const download = await started
  expect(download.suggestedFilename()).toBe(name)
  return new Uint8Array(readFileSync(await download.path()))
}

async function inFolder(name: string, save: () => Promise<void>): Promise<string> {
  const path = join(FIREFOX_DOWNLOADS, name)
  mkdirSync(FIREFOX_DOWNLOADS, { recursive: true })
  rmSync(path, { force: true })
  await save()
  const isWhole = (): boolean => existsSync(path) && statSync(path).size > 0 && !existsSync(`${path}.part`)
  await expect.poll(isWhole, `${name} arrives`).toBe(true)
  return path
}
