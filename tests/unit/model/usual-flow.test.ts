import { describe, expect, it } from 'vitest'
import type { TypicalBand } from '../../../src/engine/explaining/cluster-bands'
import type { ModelDocument } from '../../../src/engine/model/document'
import { usualFlow } from '../../../src/engine/model/usual-flow'
import type { ColumnProfile, Unit } from '../../../src/engine/table/column'

const column = (name: string, unit: Unit, [smallest, median, largest]: readonly [number, number, number]) =>
  ({
    name,
    unit,
    role: 'feature',
    distribution: {
      kind: 'numbers',
      smallest,
      median,
      largest,
      lowTypical: smallest,
      highTypical: largest,
      scale: 'log',
      bins: [],
    },
  }) as unknown as ColumnProfile

const usualOf = (columns: readonly ColumnProfile[], medians: readonly number[]): Readonly<Record<string, string>> => {
  const bands = medians.map(
    (median): TypicalBand => ({ kind: 'band', low: 0, median, high: 9e9 }) as unknown as TypicalBand,
  )
  const clusters = { bands: { columns, all: bands, clusters: [bands] } }
  return usualFlow({ columns, clusters } as unknown as ModelDocument, 0)
}

describe('the usual flow of a group', () => {
  it('has no half of a byte, a packet or whatever is counted, and parts of all else', () => {
    const columns = [
      column('orig_bytes', 'bytes', [0, 700, 9000]),
      column('hot', null, [0, 1.5, 9]),
      column('duration', 'seconds', [0.01, 2.25, 90.5]),
      column('mean_size', 'bytes', [0, 30, 1500]),
      column('same_srv_rate', 'share', [0, 1, 1]),
      column('rate', null, [0, 1, 1]),
    ]
    expect(usualOf(columns, [902.5, 3.5, 1.5, 30.27, 0.5, 0.5])).toEqual({
      orig_bytes: '902',
      hot: '3',
      duration: '1.5',
      mean_size: '30.27',
      same_srv_rate: '0.5',
      rate: '0.5',
    })
  })
})
