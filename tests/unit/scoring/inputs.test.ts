import { describe, expect, it } from 'vitest'
import { planInputs } from '../../../src/engine/scoring/inputs'
import { profilesOf, tableOf } from '../support/tables'

const table = tableOf({
  bytes: [1, 2],
  flag: [0, 1],
  yes: ['T', 'F'],
  port: [80, 443],
  still: [5, 5],
  label: ['a', 'b'],
  src: ['x', 'y'],
})
const kinds = table.cells.map(({ kind }) => kind)
const profiles = profilesOf(table, {
  flag: { type: 'yes-no' },
  yes: { type: 'yes-no' },
  port: { type: 'port' },
  still: { role: 'ignored' },
  label: { role: 'ground truth' },
  src: { type: 'address', role: 'identity' },
}).map((profile) => ({
  ...profile,
  distinctCount: profile.name === 'still' ? 1 : 2,
  meaning: profile.name === 'src' ? ('source address' as const) : null,
}))

describe('the inputs of the score', () => {
  it('are features as numbers or texts, context, and what never varied; never ground truth or identity', () => {
    expect(planInputs(profiles, kinds, ['source: made up'])).toEqual({
      numbers: [
        { column: 'bytes', origin: 'file' },
        { column: 'flag', origin: 'file' },
        { column: 'still', origin: 'file' },
        { column: 'source: made up', origin: 'context' },
      ],
      texts: ['yes', 'port'],
      sourceColumn: 'src',
    })
  })

  it('never are a second column of ground truth that never varied in a clean file', () => {
    const given = { role: 'ignored' as const, distinctCount: 1 }
    const clean = [
      { ...profiles[4]!, ...given, name: 'Label', meaning: 'ground truth' as const },
      { ...profiles[4]!, ...given, name: 'difficulty' },
      { ...profiles[4]!, ...given, name: '__kind', type: 'category' as const },
    ]
    expect(planInputs(clean, kinds, [])).toEqual({ numbers: [], texts: [], sourceColumn: null })
  })

  it('leave out what the analyst left out, even if it never varied, and take no sources from it', () => {
    const byHand = profiles.map((profile) => ({ ...profile, role: 'ignored' as const, decidedBy: 'analyst' as const }))
    expect(planInputs(byHand, kinds, [])).toEqual({ numbers: [], texts: [], sourceColumn: null })
  })
})
