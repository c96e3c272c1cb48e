/**
 * Reasoned flows of rows: asked of the shards a thousand at a time, and kept as numbers.
 */

import type { ReasonedFlows } from '../explaining/stories/reasoned-flows'
import type { Pulse } from '../numeric/pulse'
import { columnsOf } from '../scoring/part-costs'
import { placesReader } from '../scoring/places'
import type { ScoreModel } from '../scoring/score-model'
import type { ColumnProfile, Meaning } from '../table/column'
import { mayServe } from '../table/context'
import type { JudgedRows } from './judged-rows'
import { factsInTurn, partsOf, type RowFacts } from './row-facts'

const READ_AT_ONCE = 100

/** Reads rows of one file; texts get the same code in every call. */
export type FlowReader = (rows: Uint32Array, pulse: Pulse) => Promise<ReasonedFlows>

export function flowReader({ rows: file, profiles, model }: JudgedRows): FlowReader {
  const columns = columnsOf(model)
  const read = placeReader(model, columns)
  const addresses = addressReader(profiles)
  const isLevel = columns.map((name) => !model.numbers.some(({ column }) => column === name))
  return async (rows, pulse) => {
    const flows = emptyFlows(rows.length, isLevel, addresses !== null)
    let at = 0
    for await (const facts of factsInTurn(file, model, rows)) {
      flows.shares.set(sharesOf(model, facts, columns.length), at * columns.length)
      flows.places.set(read(facts), at * columns.length)
      if (flows.hosts !== null && addresses !== null) {
        flows.hosts.sources[at] = addresses.source(facts)
        flows.hosts.destinations[at] = addresses.destination(facts)
      }
      if (++at % READ_AT_ONCE === 0) await pulse.breathe()
    }
    return flows
  }
}

const emptyFlows = (count: number, isLevel: readonly boolean[], hasHosts: boolean): ReasonedFlows => ({
  count,
  columnCount: isLevel.length,
  shares: new Float64Array(count * isLevel.length),
  places: new Float64Array(count * isLevel.length),
  isLevel,
  hosts: hasHosts ? { sources: new Uint32Array(count), destinations: new Uint32Array(count) } : null,
})

/** What a column takes off a score is no reason; shares are of what is added. */
function sharesOf(model: ScoreModel, facts: RowFacts, columnCount: number): Float64Array {
  const adds = partsOf(model, facts).parts.map((part) => Math.max(0, part.adds))
  const together = adds.reduce((sum, part) => sum + part, 0)
  return Float64Array.from(adds.slice(0, columnCount), (part) => (together === 0 ? 0 : part / together))
}

/** Per column a number's place in the standardised view, or the code of a text. */
function placeReader(model: ScoreModel, columns: readonly string[]): (facts: RowFacts) => Float64Array {
  const placesOf = placesReader(model)
  const texts = model.categories.filter(({ origin }) => origin === 'file').map(({ column }) => column)
  const code = coder()
  const from = columns.map((name) => ({
    number: model.numbers.findIndex(({ column }) => column === name),
    text: texts.indexOf(name),
  }))
  return ({ input }) => {
    const { standardised } = placesOf(input)
    return Float64Array.from(from, ({ number, text }) =>
      number >= 0 ? standardised[number]! : code(input.texts[text] ?? ''),
    )
  }
}

/** A whole number per different text. */
function coder(): (text: string) => number {
  const codes = new Map<string, number>()
  return (text) => {
    const known = codes.get(text)
    if (known !== undefined) return known
    codes.set(text, codes.size)
    return codes.size - 1
  }
}

type Addresses = Record<'source' | 'destination', (facts: RowFacts) => number>

/** @returns null where the file has no addresses; a column that it lacks is alike in all flows */
function addressReader(profiles: readonly ColumnProfile[]): Addresses | null {
  const indexOf = (meaning: Meaning): number =>
    profiles.find((profile) => profile.meaning === meaning && mayServe(profile))?.index ?? -1
  const [source, destination] = [indexOf('source address'), indexOf('destination address')]
  if (source < 0 && destination < 0) return null
  const code = coder()
  return {
    source: ({ cells }) => code(cells[source] ?? ''),
    destination: ({ cells }) => code(cells[destination] ?? ''),
  }
}
