/**
 * Growing: a real file that a test writes on while the page watches it.
 *
 * The picker's window can't be driven; it alone is replaced, by one that hands over a file of the page's own file system (OPFS), whose
 * handle is the same kind as that of a file on the disk.
 */

import type { Page } from '@playwright/test'

/** Puts a file into the page's file system and has the picker choose it. */
export async function offerGrowingFile(page: Page, name: string, text: string): Promise<void> {
  await rewrite(page, name, text)
  await page.evaluate((fileName) => {
    const choose = async (): Promise<FileSystemFileHandle[]> => [
      await (await navigator.storage.getDirectory()).getFileHandle(fileName),
    ]
    Object.assign(window, { showOpenFilePicker: choose })
  }, name)
}

/** Writes behind what is there. */
export async function append(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    async ([fileName, added]) => {
      const handle = await (await navigator.storage.getDirectory()).getFileHandle(fileName)
      const stream = await handle.createWritable({ keepExistingData: true })
      await stream.write({ type: 'write', position: (await handle.getFile()).size, data: added })
      await stream.close()
    },
    [name, text] as const,
  )
}

/** Begins the file anew. */
export async function rewrite(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    async ([fileName, whole]) => {
      const handle = await (await navigator.storage.getDirectory()).getFileHandle(fileName, { create: true })
      const stream = await handle.createWritable()
      await stream.write(whole)
      await stream.close()
    },
    [name, text] as const,
  )
}

export async function remove(page: Page, name: string): Promise<void> {
  await page.evaluate(async (fileName) => {
    await (await navigator.storage.getDirectory()).removeEntry(fileName)
  }, name)
}
