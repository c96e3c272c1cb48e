import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './support/app'
import { chooseFile, dropFiles, untilReady, type GivenFile } from './support/files'

/** A small file of flows in which two of a hundred stand out. */
const flows = (count = 100): string => {
  const lines = Array.from({ length: count }, (_, row) => {
    const odd = row % 50 === 7
    return [10 + (row % 17), odd ? 'udp' : 'tcp', odd ? 90_000 + row : 300 + ((row * 37) % 211), 2 + (row % 5)].join(
      ',',
    )
  })
  return ['duration,protocol,bytes,packets', ...lines].join('\n')
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** The page says no, in place of the content and aloud. */
async function expectRefusal(page: Page, sentence: RegExp): Promise<void> {
  await expect(page.getByRole('alert').getByRole('heading', { level: 1 })).toHaveText(sentence)
  await expect(page.locator('html')).toHaveAttribute('data-stage', 'failed')
}

const REFUSED: readonly { readonly what: string; readonly file: GivenFile; readonly sentence: RegExp }[] = [
  { what: 'an empty file', file: { name: 'nothing.csv', text: '' }, sentence: /empty|no bytes/i },
  {
    what: 'a file of a header alone',
    file: { name: 'header.csv', text: 'duration,bytes,packets\n' },
    sentence: /header|no rows|no lines/i,
  },
  {
    what: 'one row',
    file: { name: 'one.csv', text: 'duration,bytes,packets\n1,2,3\n' },
    sentence: /row|flow|line/i,
  },
  {
    what: 'a file in which nothing changes',
    file: { name: 'constant.csv', text: `a,b\n${'1,2\n'.repeat(50)}` },
    sentence: /column/i,
  },
  {
    what: 'a picture',
    file: {
      name: 'holiday.png',
      bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array<number>(200).fill(0)]),
    },
    sentence: /holiday\.png/,
  },
  {
    what: 'a capture',
    file: {
      name: 'synscan.pcap',
      bytes: Uint8Array.from([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, ...Array<number>(200).fill(0)]),
    },
    sentence: /synscan\.pcap/,
  },
  {
    what: 'a web page',
    file: { name: 'flows.csv', text: '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body></body></html>' },
    sentence: /web page|HTML/i,
  },
  {
    what: 'a model that is none',
    file: { name: 'cut-off.flotsam.json', text: '{"format":"flotsam-model","version":1,"clus' },
    sentence: /cut-off\.flotsam\.json/,
  },
  {
    what: 'a model of a later version',
    file: { name: 'later.flotsam.json', text: '{"format":"flotsam-model","version":99}' },
    sentence: /newer|version/i,
  },
]

for (const { what, file, sentence } of REFUSED) {
  test(`${what} is refused in a sentence, and the page goes on`, async ({ app }) => {
    await dropFiles(app, file)
    await expectRefusal(app, sentence)
    await dropFiles(app, { name: 'good.csv', text: flows() })
    await untilReady(app)
    await expect(heading(app)).toBeVisible()
  })
}

test('what was open before a refusal is untouched, one key away', async ({ app }) => {
  await dropFiles(app, { name: 'good.csv', text: flows() })
  await untilReady(app)
  await app.keyboard.press('4')
  // The sentence has its last word once the stories are told.
  await expect(heading(app)).toContainText('They make')
  const finding = await heading(app).textContent()
  await dropFiles(app, { name: 'nothing.csv', text: '' })
  await expectRefusal(app, /empty|no bytes/i)
  await expect(app.getByText('The session before this one is untouched')).toContainText('good.csv, 100 flows')
  await app.keyboard.press('Escape')
  await expect(heading(app)).toHaveText(finding ?? '')
  await expect(app.locator('html')).toHaveAttribute('data-stage', 'ready')
})

test('the bytes that broke a file are shown, the odd ones marked', async ({ app }) => {
  await dropFiles(app, {
    name: 'holiday.png',
    bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array<number>(60).fill(7)]),
  })
  await expectRefusal(app, /holiday\.png/)
  await expect(app.getByLabel(/The bytes, from byte/)).toContainText('89 50 4e 47')
})

test('a model among other files is refused, and none is read', async ({ app }) => {
  await dropFiles(app, { name: 'monday.csv', text: flows() }, { name: 'office.flotsam.json', text: '{}' })
  await expectRefusal(app, /^office\.flotsam\.json is a model and was dropped with other files\. Drop it alone\.$/)
})

test('a folder is refused with the way to its files', async ({ app }) => {
  const folder = mkdtempSync(join(tmpdir(), 'flotsam-folder-'))
  writeFileSync(join(folder, 'inside.csv'), flows())
  try {
    // Only the browser itself can drop a real folder.
    const devtools = await app.context().newCDPSession(app)
    const data = { items: [], files: [folder], dragOperationsMask: 1 }
    const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
      devtools.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data })
    await drag('dragEnter')
    await drag('dragOver')
    await expect(app.getByText('Let go to read 1 file')).toBeVisible()
    await drag('dragOver')
    await drag('drop')
    await expectRefusal(app, /is a folder, not a file\.$/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('one cell of 50 MB gets a sentence, not a frozen page', async ({ app }) => {
  const folder = mkdtempSync(join(tmpdir(), 'flotsam-'))
  const path = join(folder, 'huge-cell.csv')
  writeFileSync(path, `a,b\n1,${'x'.repeat(50_000_000)}\n2,y\n`)
  try {
    await chooseFile(app, path)
    await expectRefusal(app, /cell|field|column|flow|row|line/i)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

const wide = (columnCount: number, rowCount: number): string => {
  const row = (at: number): string =>
    Array.from({ length: columnCount }, (_, column) => String((at * (column + 3)) % 17)).join(',')
  const names = Array.from({ length: columnCount }, (_, column) => `c${column}`).join(',')
  return [names, ...Array.from({ length: rowCount }, (_, at) => row(at))].join('\n')
}

test('10,000 columns are more than can be compared, and are refused in a sentence', async ({ app }) => {
  await dropFiles(app, { name: 'wide.csv', text: wide(10_000, 20) })
  await expectRefusal(app, /wide\.csv has 10,000 columns/)
})

test('4,000 columns are read, and their screen draws only what is in sight', async ({ app }) => {
  await dropFiles(app, { name: 'wide.csv', text: wide(4000, 20) })
  await expect(app.locator('html')).toHaveAttribute('data-stage', /ready|failed/, { timeout: 60_000 })
  await app.keyboard.press('2')
  await expect(heading(app)).toContainText('of 4,000 columns')
  const table = app.getByRole('table', { name: 'Columns' })
  expect(await table.getByRole('row').count()).toBeLessThan(80)
  await table.getByRole('row').last().scrollIntoViewIfNeeded()
  await app.getByRole('searchbox', { name: 'Search columns' }).fill('c3876')
  await expect(table.getByRole('button', { name: 'c3876', exact: true })).toBeVisible()
  await expect(table.getByRole('row')).toHaveCount(2)
})

test('markup in a cell, a name of a column and a name of a file stays text', { tag: '@firefox' }, async ({ app }) => {
  const attack = '<img src=x onerror="document.title=1;window.broken=true">'
  const text = flows()
    .replace('duration,protocol', `"${attack.replaceAll('"', '""')}",protocol`)
    .replace(/udp/g, `"${attack.replaceAll('"', '""')}"`)
  await dropFiles(app, { name: '<img src=x onerror=broken=1>.csv', text })
  await untilReady(app)
  for (const key of ['2', '3', '4', '5', '6', '1']) {
    await app.keyboard.press(key)
    await expect(heading(app)).toBeVisible()
    expect(await app.locator('img').count()).toBe(0)
  }
  expect(await app.evaluate(() => 'broken' in window)).toBe(false)
})

test('columns called __proto__ and constructor are columns like any other', async ({ app }) => {
  await dropFiles(app, {
    name: 'proto.csv',
    text: flows().replace('duration,protocol,bytes', '__proto__,constructor,toString'),
  })
  await untilReady(app)
  await app.keyboard.press('2')
  const table = app.getByRole('table', { name: 'Columns' })
  for (const name of ['__proto__', 'constructor', 'toString']) {
    await expect(table.getByRole('button', { name, exact: true })).toBeVisible()
  }
  expect(await app.evaluate(() => Object.keys(Object.prototype))).toEqual([])
})

test('duplicate and empty names are told apart', async ({ app }) => {
  await dropFiles(app, { name: 'names.csv', text: flows().replace('duration,protocol,bytes,packets', 'bytes,,bytes,') })
  await untilReady(app)
  await app.keyboard.press('2')
  const names = await app.getByRole('table', { name: 'Columns' }).locator('td.name').allInnerTexts()
  expect(new Set(names.map((name) => name.trim())).size).toBe(4)
  expect(names.every((name) => name.trim() !== '')).toBe(true)
})

test('lines with too few or too many fields are refused by number, the rest is used', async ({ app }) => {
  const lines = flows().split('\n')
  lines[10] = '1,tcp'
  lines[20] = '1,tcp,3,4,5,6'
  await dropFiles(app, { name: 'ragged.csv', text: lines.join('\n') })
  await untilReady(app)
  await app.keyboard.press('2')
  await app.getByRole('button', { name: 'See the refused lines' }).click()
  const list = app.getByRole('dialog', { name: '2 lines refused' })
  await expect(list.getByRole('row')).toHaveCount(3)
  await expect(list.getByRole('row').nth(1)).toContainText('11')
  await expect(list.getByRole('row').nth(1)).toContainText('2 fields, not 4')
  await expect(list.getByRole('row').nth(2)).toContainText('21')
})

test('NUL bytes and an unclosed quote get a sentence or a right answer, never silence', async ({ app }) => {
  await dropFiles(app, { name: 'nul.csv', text: flows().replace('tcp', 't\u0000cp') })
  await expect(app.locator('html')).toHaveAttribute('data-stage', /ready|failed/)
  await dropFiles(app, { name: 'quote.csv', text: flows().replace('tcp', '"tcp') })
  await expect(app.locator('html')).toHaveAttribute('data-stage', /ready|failed/)
  await expect(heading(app)).not.toBeEmpty()
})

test('a file of texts alone is refused or grouped, with its columns to look at', async ({ app }) => {
  const words = ['alpha', 'bravo', 'charlie', 'delta', 'echo']
  const rows = Array.from({ length: 60 }, (_, row) => `${words[row % 5]},${words[(row * 3) % 5]}`)
  await dropFiles(app, { name: 'words.csv', text: ['who,what', ...rows].join('\n') })
  await expect(app.locator('html')).toHaveAttribute('data-stage', /ready|failed/)
  await app.keyboard.press('2')
  await expect(heading(app)).toContainText('columns feed the model')
})

for (const [what, damage] of [
  ['removed', (path: string) => rmSync(path)],
  ['changed', (path: string) => writeFileSync(path, flows(300))],
] as const) {
  test(`a file that was ${what} before it is read again gets a sentence, and its groups stay`, async ({ app }) => {
    const folder = mkdtempSync(join(tmpdir(), 'flotsam-'))
    const path = join(folder, 'fleeting.csv')
    writeFileSync(path, flows())
    try {
      await chooseFile(app, path)
      await untilReady(app)
      damage(path)
      await app.keyboard.press('2')
      await app.getByRole('button', { name: 'Read it another way' }).click()
      await app.getByRole('dialog').getByRole('button', { name: 'Read it again' }).click()
      await expectRefusal(app, /fleeting\.csv/)
      await expect(app.getByText('The session before this one is untouched')).toContainText('100 flows')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
}
