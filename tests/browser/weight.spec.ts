import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { builtFolder, expect, test } from './support/app'

const MOST_BYTES = 400_000

test('the first load is under 400 kB, as a server sends it', () => {
  const page = readFileSync(join(builtFolder, 'index.html'))
  // Everything the page needs at first is the page itself; the manifest and the service worker come after.
  expect(gzipSync(page, { level: 9 }).length).toBeLessThan(MOST_BYTES)
})
