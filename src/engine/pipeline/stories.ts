/**
 * Stories of a threshold: the flagged rows, put together by what they are flagged for.
 *
 * In    rows with their scores by a model, and a threshold
 * Out   at most 20 stories, each flagged row in one of them
 * The same for any number of shards: rows are asked for one by one, and the sample is seeded. Time O(flagged rows), and
 * O(n²) for the n ≤ 2,000 that form the stories; it breathes throughout and can be cancelled.
 */

import { formStories, nearestStories, type Formed } from '../explaining/stories/form-stories'
import type { Stories } from '../explaining/stories/story'
import { storiesHeadline, storiesNote } from '../explaining/stories/story-headline'
import { withDistinctTitles, type NamedStory } from '../explaining/stories/distinct-story-titles'
import { BLOCK_ROWS } from '../numeric/blocks'
import type { Pulse } from '../numeric/pulse'
import { orderByKey } from '../numeric/radix-order'
import { sampleRows } from '../numeric/random'
import type { ReasonedFlows } from '../explaining/stories/reasoned-flows'
import type { JudgedRows } from './judged-rows'
import { flowReader, type FlowReader } from './reasoned-flows'
import { storyTeller, type ToldFlows } from './story-teller'

/** So many flows take half a second and 16 MB to put together. */
const FORMED_FROM = 2000
/** Each is read with all its cells; nobody goes through more. */
const TOLD_OF = 100_000
const SEED = 0x5707
const GIVEN_AT_ONCE = 1000

export async function storiesOf(judged: JudgedRows, threshold: number, pulse: Pulse): Promise<Stories> {
  const all = await flaggedRows(judged.scores, threshold, pulse)
  const flagged = all.subarray(0, TOLD_OF)
  const read = flowReader(judged)
  const sampled = sampleRows(flagged.length, FORMED_FROM, SEED)
  const flows = await read(at(flagged, sampled), pulse)
  const formed = await formStories(flows, pulse)
  const members = await allMembers(flagged, sampled, formed, flows, read, pulse)
  const tell = storyTeller(judged, flagged, pulse)
  const told: NamedStory[] = []
  for (const story of members) {
    told.push(await tell(story, flows))
    await pulse.breathe()
  }
  const stories = withDistinctTitles(told.sort(strangestFirst))
  return {
    threshold,
    flaggedCount: all.length,
    formedFrom: sampled.length,
    stories,
    headline: storiesHeadline(all.length, stories),
    note: storiesNote(sampled.length, flagged.length, all.length),
  }
}

/** The rest last, whatever its score. */
const strangestFirst = ({ story: a }: NamedStory, { story: b }: NamedStory): number =>
  Number(a.isRest) - Number(b.isRest) || b.highestScore - a.highestScore || a.exampleRow - b.exampleRow

/** Strangest first. */
async function flaggedRows(scores: Float32Array, threshold: number, pulse: Pulse): Promise<Uint32Array> {
  const rows = new Uint32Array(scores.length)
  let count = 0
  for (let row = 0; row < scores.length; row++) {
    if (row % BLOCK_ROWS === 0) await pulse.breathe()
    if (scores[row]! > threshold) rows[count++] = row
  }
  return orderByKey(rows.slice(0, count), scores, true, () => pulse.breathe())
}

const at = (rows: Uint32Array, places: Uint32Array): Uint32Array => places.map((place) => rows[place]!)

/** All flagged flows by story: those that formed it, and, where only a sample did, all others that are near. */
async function allMembers(
  flagged: Uint32Array,
  sampled: Uint32Array,
  formed: Formed,
  flows: ReasonedFlows,
  read: FlowReader,
  pulse: Pulse,
): Promise<readonly ToldFlows[]> {
  const storyOf = new Int32Array(flagged.length).fill(-1)
  formed.stories.forEach((members, story) => members.forEach((flow) => (storyOf[sampled[flow]!] = story)))
  if (sampled.length < flagged.length) {
    const isSampled = new Uint8Array(flagged.length)
    for (const place of sampled) isSampled[place] = 1
    const later = Uint32Array.from(flagged.keys()).filter((place) => isSampled[place] === 0)
    for (let first = 0; first < later.length; first += GIVEN_AT_ONCE) {
      const places = later.slice(first, first + GIVEN_AT_ONCE)
      const nearest = nearestStories(await read(at(flagged, places), pulse), flows, formed.stories)
      places.forEach((place, index) => (storyOf[place] = nearest[index]!))
      await pulse.breathe()
    }
  }
  const places = Uint32Array.from(flagged.keys())
  const told = formed.stories.map((members, story): ToldFlows => ({
    members,
    places: places.filter((place) => storyOf[place] === story),
    isRest: false,
  }))
  const rest = places.filter((place) => storyOf[place] === -1)
  return rest.length === 0 ? told : [...told, { members: formed.rest, places: rest, isRest: true }]
}
