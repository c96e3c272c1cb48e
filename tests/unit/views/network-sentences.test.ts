import { describe, expect, it } from 'vitest'
import { NETWORK_FEATURES } from '../../../src/engine/table/network/catalogue'
import { networkSentence, networkUse } from '../../../src/views/columns/network-sentences'
import { hasColumnWords } from '../../../src/wording/column-words'
import type { NetworkOffer } from '../../../src/worker/protocol'

const offerOf = (isOn: boolean, obstacleOf: (index: number) => string | null): NetworkOffer => ({
  isOn,
  columns: NETWORK_FEATURES.map(({ name, meaning, unit, formula }, index) => ({
    name,
    meaning,
    unit,
    formula,
    obstacle: obstacleOf(index),
  })),
})

describe('what the Columns screen says of network features', () => {
  it('counts what can be made, and what would need more', () => {
    expect(networkSentence(offerOf(false, () => null))).toMatch(/^20 columns can be made from times and addresses/)
    expect(networkSentence(offerOf(true, () => null))).toBe(
      '20 columns made from times and addresses stand behind the file’s own.',
    )
    expect(networkSentence(offerOf(true, (index) => (index === 18 ? 'needs a source port' : null)))).toBe(
      '19 columns made from times and addresses stand behind the file’s own. 1 more would need what this file lacks.',
    )
  })

  it('says why there can be none', () => {
    const obstacle = 'needs a time and a source address; this file has no time'
    expect(networkSentence(offerOf(false, () => obstacle))).toBe(`None can be made: ${obstacle}.`)
  })

  it('asks for a run only while one is due', () => {
    const on = offerOf(true, () => null)
    expect([networkUse(on, true), networkUse(on, false)]).toEqual([
      'Group again to have them in groups, map, scores and reasons.',
      'Groups, map, scores and reasons look at them.',
    ])
  })

  it('has network words for each of them', () => {
    expect(NETWORK_FEATURES.filter(({ name }) => !hasColumnWords(name, null))).toEqual([])
  })
})
