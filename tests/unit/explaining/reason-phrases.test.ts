import { expect, it } from 'vitest'
import { phraseOf } from '../../../src/engine/explaining/reason-phrases'

const NO_BANDS = { columns: [], clusters: [], all: [] }

it('says yes and no for the words and digits that files write them as, and leaves others alone', () => {
  const phrase = (actual: string, level: string): string =>
    phraseOf(
      {
        column: 'local_orig',
        kind: 'column',
        label: 'Caller is local',
        adds: 1,
        actual,
        typical: { kind: 'level', level, share: 1, actualShare: 0 },
      },
      NO_BANDS,
      '',
    )
  expect(phrase('F', 'T')).toBe('caller is local no, usually yes (100 %)')
  expect(phrase('1', '0')).toBe('caller is local yes, usually no (100 %)')
  expect(phrase('T', 'Th')).toBe('caller is local T, usually Th (100 %)')
  expect(phrase('2', '0')).toBe('caller is local 2, usually 0 (100 %)')
})
