import type { Page } from '@playwright/test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from './support/app'
import { chooseFile, dropFiles, untilReady } from './support/files'

const HEADER = 'duration,protocol,bytes,packets'

const rows = (from: number, count: number): string =>
  Array.from({ length: count }, (_, index) => {
    const row = from + index
    return `${1 + (row % 9)},${row % 3 ? 'tcp' : 'udp'},${200 + ((row * 31) % 170)},${row % 7}\n`
  }).join('')

/** Names of all files that the page keeps in its own file system. */
const keptFiles = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const names: string[] = []
    const visit = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const [name, handle] of folder.entries()) {
        if (handle.kind === 'directory') await visit(handle as FileSystemDirectoryHandle)
        else names.push(name)
      }
    }
    await visit(await navigator.storage.getDirectory())
    return names
  })

test('a packed file is unpacked, read, and named with what it was packed in', { tag: '@firefox' }, async ({ app }) => {
  const bytes = gzipSync(`${HEADER}\n${rows(0, 80)}`)
  await dropFiles(app, { name: 'office.csv.gz', bytes })
  await untilReady(app)
  await expect(app.getByRole('banner')).toContainText('office.csv.gz')
  await expect(app.getByRole('banner')).toContainText('80 flows')
  await app.keyboard.press('2')
  await expect(app.getByText('gzip → CSV · comma')).toBeVisible()
})

test('two files of one kind become one table, whose lines are named by file', { tag: '@firefox' }, async ({ app }) => {
  await dropFiles(
    app,
    { name: 'flows.10.csv', text: `${HEADER}\n${rows(60, 40)}` },
    { name: 'flows.9.csv', text: `${HEADER}\n${rows(0, 60)}1,tcp\n` },
  )
  await untilReady(app)
  await expect(app.getByRole('banner')).toContainText('flows.9.csv and 1 more')
  await expect(app.getByRole('banner')).toContainText('100 flows')
  await app.keyboard.press('2')
  await expect(app.getByText('2 files · CSV')).toBeVisible()
  await app.getByRole('button', { name: 'See the refused lines' }).click()
  await expect(app.getByRole('dialog').getByRole('cell', { name: 'flows.9.csv: 62' })).toBeVisible()
})

test('files that make no one table are refused by name', async ({ app }) => {
  await dropFiles(
    app,
    { name: 'monday.csv', text: `${HEADER}\n${rows(0, 40)}` },
    { name: 'other.csv', text: 'a,b\n1,2\n3,4\n' },
  )
  await expect(app.getByRole('alert').getByRole('heading', { level: 1 })).toHaveText(
    'other.csv has other columns than monday.csv: they make no one table.',
  )
})

test(
  'what is too large for memory is unpacked to the disk, read by all workers, and removed with the next file',
  { tag: '@firefox' },
  async ({ app }) => {
    const folder = mkdtempSync(join(tmpdir(), 'flotsam-'))
    try {
      const rowCount = 6_000_000
      const piece = rows(0, 60_000)
      const path = join(folder, 'large.csv.gz')
      writeFileSync(path, gzipSync(`${HEADER}\n${piece.repeat(rowCount / 60_000)}`, { level: 1 }))
      await chooseFile(app, path)
      // Reading is what this is about; grouping six million rows is not.
      await expect(app.getByText('6,000,000 flows').first()).toBeVisible({ timeout: 60_000 })
      expect(await keptFiles(app)).toHaveLength(1)
      await dropFiles(app, { name: 'small.csv', text: `${HEADER}\n${rows(0, 80)}` })
      await untilReady(app)
      await expect(app.getByRole('banner')).toContainText('80 flows')
      await expect.poll(() => keptFiles(app)).toEqual([])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
