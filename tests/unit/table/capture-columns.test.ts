import { describe, expect, it } from 'vitest'
import { FLOW_COLUMNS } from '../../../src/engine/intake/flows/flow-rows'
import { bytesSource } from '../../../src/engine/intake/source'
import { seededRandom } from '../../../src/engine/numeric/random'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { Engine } from '../../../src/engine/pipeline/engine'
import { openFile, type OpenFile } from '../../../src/engine/pipeline/open-file'
import type { ColumnOverride, ColumnProfile } from '../../../src/engine/table/column'
import { hasColumnWords } from '../../../src/wording/column-words'
import { pcapFile } from '../../fixtures/captures/pcap-file'
import { inOrder, talk, type Step } from '../intake/flows/support/talk'
import { traffic } from '../intake/flows/support/traffic'

const UPLOAD: readonly Step[] = [
  ['orig', 'S'],
  ['resp', 'SA'],
  ...Array.from({ length: 80 }, (): Step => ['orig', 'PA', { payload: 1400 }]),
]
const file = pcapFile(inOrder(traffic(seededRandom(3), 400).frames, talk(UPLOAD, { origPort: 999 })))

async function opened(overrides: readonly ColumnOverride[] = []): Promise<OpenFile> {
  const read = await openFile(bytesSource('made.pcap', file), {}, overrides, { synthetic: true }, silentPulse)
  if (!read.ok) throw new Error(read.failure.sentence)
  return read.value
}

const profile = ({ profiles }: OpenFile, name: string): ColumnProfile => profiles.find((one) => one.name === name)!

describe('the columns of a capture', () => {
  it('are all called in words', () => {
    expect(FLOW_COLUMNS.filter((name) => !hasColumnWords(name, null))).toEqual([])
  })

  it('have their units', async () => {
    const units = Object.fromEntries((await opened()).profiles.map(({ name, unit }) => [name, unit]))
    expect(units).toMatchObject({
      ...{ duration: 'seconds', orig_bytes: 'bytes', resp_ip_bytes: 'bytes', missed_bytes: 'bytes' },
      ...{ orig_payload_mean_bytes: 'bytes', resp_payload_std_bytes: 'bytes', bytes_per_second: 'bytes' },
      ...{ orig_iat_mean_us: 'microseconds', resp_iat_max_us: 'microseconds', orig_syn_pkts: 'packets' },
    })
  })

  it('that say the same again are offered, and not compared', async () => {
    const file = await opened()
    const compared = file.profiles.filter(({ role, type }) => role === 'feature' && type === 'number')
    expect(compared.map(({ name }) => name)).toEqual([
      ...['duration', 'orig_bytes', 'resp_bytes', 'orig_pkts', 'orig_ip_bytes', 'resp_pkts', 'resp_ip_bytes'],
      ...['orig_payload_mean_bytes', 'orig_iat_mean_us', 'resp_payload_mean_bytes', 'resp_iat_mean_us'],
    ])
    expect(profile(file, 'resp_iat_max_us')).toMatchObject({ role: 'ignored', type: 'number', decidedBy: 'engine' })
    const asked = await opened([{ name: 'resp_iat_max_us', role: 'feature' }])
    expect(profile(asked, 'resp_iat_max_us')).toMatchObject({ role: 'feature', unit: 'microseconds' })
  })
})

describe('a capture', () => {
  it('says how many packets its flows were made of', async () => {
    const { file: facts, ledger } = await opened()
    expect(facts.packetCount).toBe(traffic(seededRandom(3), 400).frames.length + 82)
    expect(ledger.usedCount).toBe(401)
  })

  it('gives reasons in the words and units of a log of connections', async () => {
    const engine = new Engine({ nowMs: () => 0, letOthersRun: () => Promise.resolve() })
    const read = await engine.open(bytesSource('made.pcap', file), {}, [], true, () => undefined)
    if (!read.ok) throw new Error(read.failure.sentence)
    const settings = { smallestClusterCount: 1, largestClusterCount: 4, restartCount: 1, maxIterations: 50, seed: 1 }
    const run = await engine.run(settings, () => undefined)
    if (!run.ok) throw new Error(run.failure.sentence)
    const [strangest] = await engine.rank({
      ...{ search: '', sortBy: 'score', descending: true, clusters: null, flaggedOnly: false, threshold: 0 },
    })
    const { parts, sentence } = await engine.explain(strangest!)
    const shown = parts.map(({ label, actual }) => `${label} ${actual}`)
    expect(shown).toEqual(expect.arrayContaining(['Bytes sent 112 kB', 'Mean payload sent 1.4 kB', 'Duration 8.1 s']))
    expect(shown.filter((words) => /_/.test(words))).toEqual([])
    expect(sentence).toContain('packets sent 81, typical 3 to 7')
  })
})
