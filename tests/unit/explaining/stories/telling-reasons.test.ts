import { expect, it } from 'vitest'
import { tellingReasons, type StoryReason } from '../../../../src/engine/explaining/stories/story-reason'
import type { ReasonInput } from '../../../../src/engine/explaining/reasons'

const band = (low: number, high: number) => ({ kind: 'band', low, median: (low + high) / 2, high }) as const
const names = ['usual', 'far', 'odd here', 'word', 'missing', 'nearly', 'rounded', 'beyond']
const input: ReasonInput = {
  row: 0,
  score: 1,
  clusterIndex: 0,
  parts: [],
  profiles: [],
  textOf: (column) =>
    ({ usual: '1', far: '9', 'odd here': '1', word: 'x', nearly: '0.64', rounded: '1', beyond: '0.67' })[column] ?? '',
  bands: {
    columns: names.map((name) => ({ name, unit: null })),
    clusters: [
      [band(1, 2), band(1, 2), band(3, 4), null, band(1, 2), band(0.18, 0.61), band(1.0004, 1.001), band(0.18, 0.61)],
    ],
    all: [band(0, 5), band(0, 5), band(0, 5), null, band(0, 5), band(0, 5), band(0, 5), band(0, 5)],
  },
}
const reason = (column: string, direction: StoryReason['direction']): StoryReason => ({
  column,
  profile: undefined,
  direction,
  text: '',
  textCount: 0,
  textShare: 0,
})

it('a number that is typical of its group and of the file is no reason', () => {
  const reasons = [
    reason('usual', 'less'),
    reason('far', 'more'),
    reason('odd here', 'less'),
    reason('word', null),
    reason('missing', 'less'),
  ]
  expect(tellingReasons(reasons, input).map(({ column }) => column)).toEqual(['far', 'odd here', 'word', 'missing'])
  expect(tellingReasons(reasons.slice(0, 1), input)).toEqual([])
})

it('a number just beyond what is typical, or that reads like its bound, is no reason either', () => {
  const reasons = [reason('nearly', 'more'), reason('rounded', 'less'), reason('beyond', 'more')]
  expect(tellingReasons(reasons, input).map(({ column }) => column)).toEqual(['beyond'])
})
