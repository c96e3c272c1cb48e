import { describe, expect, it } from 'vitest'
import { hashesOf } from '../../../../src/engine/intake/scan/entry-hash'
import { USUAL_GRAIN } from '../../../../src/engine/intake/scan/scan-range'
import { scanWhole } from '../../../../src/engine/intake/scan/scan-whole'
import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import { KERNEL } from './support/compare'
import { planOf } from './support/reading'

describe('the hashes of entries', () => {
  it('that the kernel makes are those of the bytes, of short cells and of long ones', async () => {
    const cells = Array.from(
      { length: 3000 },
      (_, row) => 'é~x'.repeat(row % 17).slice(0, row % 40) + String(row * 7919),
    )
    const bytes = new TextEncoder().encode(`a,b\n${cells.map((cell, row) => `${cell},${row % 5}\n`).join('')}`)
    const { scanPlan } = planOf(bytes, {})!
    const source = bytesSource('cells.csv', bytes)
    const [range] = await scanWhole(source, scanPlan, silentPulse, 1, [], { ...USUAL_GRAIN, open: KERNEL })
    for (const column of range!.columns) {
      if (column.kind !== 'coded') throw new Error('neither column is numbers kept one by one')
      expect(column.entries.hashes).toEqual(hashesOf(column.entries))
      expect(column.entries.hashes!.length).toBe(new Set(column.entries.hashes).size)
    }
    expect(range!.columns.map((column) => column.kind === 'coded' && column.counts.length)).toEqual([3000, 5])
  })
})
