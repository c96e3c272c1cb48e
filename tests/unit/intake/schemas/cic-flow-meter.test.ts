/** CICFlowMeter in the spellings that it is met in, and what is known to be wrong in it. */

import { describe, expect, it } from 'vitest'
import { lines, madeFlows, type MadeFlow } from './support/made'
import { understood } from './support/understood'

const flows = madeFlows(11)
const ORIGINAL =
  'Flow ID, Source IP, Source Port, Destination IP, Destination Port, Protocol, Timestamp, Flow Duration, Total Fwd Packets, Total Backward Packets,Total Length of Fwd Packets,Flow Bytes/s, Flow IAT Mean,Fwd IAT Total,Fwd PSH Flags, Fwd Header Length, Bwd Header Length, Fwd Header Length,Idle Mean, Idle Max, Label'

const hour = (index: number): string => `${1 + (index % 12)}:${String(index % 60).padStart(2, '0')}`

const row = (flow: MadeFlow): string =>
  [
    `${flow.source}-${flow.destination}-${flow.index}`,
    flow.source,
    flow.sourcePort,
    flow.destination,
    flow.destinationPort,
    6,
    `7/${3 + (flow.index % 5)}/2017 ${hour(flow.index)}`,
    Math.round(flow.duration * 1e6),
    flow.packets,
    flow.packets >> 1,
    flow.bytes,
    flow.index % 30 === 2 ? 'Infinity' : flow.index % 30 === 3 ? 'NaN' : flow.bytes / 3,
    flow.duration,
    flow.duration * 2,
    flow.index % 3 === 0 ? 1 : 0,
    flow.packets * 20,
    flow.packets * 32,
    flow.packets * 20,
    flow.index % 2 ? 1.49945e15 + flow.index : 0,
    flow.index % 2 ? 1.49946e15 + flow.index : 0,
    flow.index % 7 === 0 ? 'DDoS' : 'BENIGN',
  ].join(',')

/** Every column that is asked for by a name, spelled otherwise. */
const SPELLINGS: Readonly<Record<string, string>> = {
  'as the generator writes it': ORIGINAL,
  'with underscores': ORIGINAL.replace(/, */g, ',').replaceAll(' ', '_'),
  'short, as its later versions write it': ORIGINAL.replace('Total Fwd Packets', 'Tot Fwd Pkts').replace(
    'Fwd IAT Total',
    'Fwd IAT Tot',
  ),
  'in snake case': ORIGINAL.toLowerCase()
    .replace(/, */g, ',')
    .replaceAll(' ', '_')
    .replace('total_fwd_packets', 'tot_fwd_pkts'),
}

describe('CICFlowMeter', () => {
  it.each(Object.entries(SPELLINGS))('is known %s', async (_, header) => {
    const { file, profiles, withRole } = await understood(lines(header, flows.map(row)))
    expect(file.schema).toBe('CICFlowMeter')
    const roles = profiles.map(({ meaning }) => meaning)
    expect(roles.slice(0, 8)).toEqual([
      'flow id',
      'source address',
      'source port',
      'destination address',
      'destination port',
      'protocol',
      'start time',
      'duration',
    ])
    expect(withRole('ground truth')).toHaveLength(1)
    expect(profiles[7]!.unit).toBe('microseconds')
    expect(profiles[11]!).toMatchObject({ type: 'number', infiniteCount: 7, missingCount: 7 })
  })

  it('says which columns its original generator gets wrong, with the source, and offers to leave them out', async () => {
    const { notes, warnings, readWarnings } = await understood(lines(ORIGINAL, flows.map(row)))
    const note = (id: string) => notes.find((candidate) => candidate.id === id)!
    expect(readWarnings).toContain('The header uses a name more than once: told apart as “Fwd Header Length (2)”.')
    expect(warnings).toEqual([])
    expect(note('cic-ends').text).toContain('ends a TCP flow at the first FIN')
    expect(note('cic-flags')).toMatchObject({ columns: ['Fwd PSH Flags'], state: 'note' })
    expect(note('cic-flags').remedies[0]!.overrides).toEqual([{ name: 'Fwd PSH Flags', role: 'ignored' }])
    expect(note('cic-moments').columns).toEqual(['Idle Mean', 'Idle Max'])
    expect(note('cic-moments').text).toContain('Engelen, Rimmer and Joosen, 2021')
    expect(note('twelve-hours').title).toBe('Morning and afternoon look alike')
  })

  it('says none of that of the program in Python', async () => {
    const { notes } = await understood(lines(SPELLINGS['in snake case']!, flows.map(row)))
    expect(notes.filter(({ id }) => /^cic/.test(id))).toEqual([])
  })
})
