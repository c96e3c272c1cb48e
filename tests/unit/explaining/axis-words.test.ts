import { describe, expect, it } from 'vitest'
import { axisWords } from '../../../src/engine/explaining/axis-words'
import { tableOf } from '../support/tables'
import { withMeanings } from './sample-traffic'

const table = tableOf({ flag: ['S0'], service: ['http'], serror_rate: [1], dst_bytes: [1], odd: [1] })
const profiles = withMeanings(table, {
  flag: { meaning: 'connection state' },
  service: { meaning: 'service' },
  dst_bytes: { meaning: 'bytes returned' },
})

describe('axis words', () => {
  it('add up columns that say the same', () => {
    const pulls = [
      { column: 'dst_bytes', level: null, weight: -0.5 },
      { column: 'serror_rate', level: null, weight: 0.3 },
      { column: 'flag', level: 'S0', weight: 0.25 },
    ]
    expect(axisWords(pulls, profiles)).toBe('more unanswered connections')
    expect(axisWords(pulls, profiles, ['more unanswered connections'])).toBe('fewer bytes returned')
  })

  it.each([
    [{ column: 'service', level: 'http', weight: 1 }, 'more http'],
    [{ column: 'service', level: 'http', weight: -1 }, 'less http'],
    [{ column: 'flag', level: 'SF', weight: -1 }, 'fewer connections closed normally'],
    [{ column: 'odd', level: null, weight: 1 }, 'more odd'],
  ])('%j is "%s"', (pull, words) => expect(axisWords([pull], profiles)).toBe(words))

  it('say nothing of no pull', () => expect(axisWords([], profiles)).toBe(''))
})
