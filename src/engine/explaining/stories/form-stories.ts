/**
 * Form stories: flows with the same reasons put together, the rest left over; and flows that come later given to them.
 */

import { silentPulse, type Pulse } from '../../numeric/pulse'
import { cutAt, mergesOf } from './merging'
import { difference, type ReasonedFlows } from './reasoned-flows'

/** More than an analyst goes through; the last of them holds what fits no other. */
export const MOST_STORIES = 20
/** Where there are more, so many of the largest are told, then the strangest of the others: one odd flow is not lost. */
const BY_SIZE = 10
/** Flows further apart than this, in the mean, are two stories. */
const ONE_STORY = 0.36

export interface Formed {
  /** Flows per story, ascending, in no order. */
  readonly stories: readonly (readonly number[])[]
  /** Flows of small groups that there is no room for. */
  readonly rest: readonly number[]
}

/** @param flows strangest first. Time and memory O(count²): for some thousands of flows. @throws Cancelled */
export async function formStories(flows: ReasonedFlows, pulse: Pulse = silentPulse): Promise<Formed> {
  if (flows.count === 0) return { stories: [], rest: [] }
  const merges = await mergesOf(await differences(flows, pulse), flows.count, pulse)
  const groups = cutAt(merges, flows.count, ONE_STORY)
  if (groups.length <= MOST_STORIES) return { stories: groups, rest: [] }
  const largest = [...groups].sort((a, b) => b.length - a.length || a[0]! - b[0]!)
  const others = largest.slice(BY_SIZE).sort((a, b) => a[0]! - b[0]!)
  const byScore = MOST_STORIES - 1 - BY_SIZE
  return {
    stories: [...largest.slice(0, BY_SIZE), ...others.slice(0, byScore)],
    rest: others
      .slice(byScore)
      .flat()
      .sort((a, b) => a - b),
  }
}

async function differences(flows: ReasonedFlows, pulse: Pulse): Promise<Float32Array> {
  const { count } = flows
  const apart = new Float32Array(count * count)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const value = difference(flows, i, flows, j)
      apart[i * count + j] = value
      apart[j * count + i] = value
    }
    await pulse.breathe()
  }
  return apart
}

/** Flows of a story that a later flow is compared with. */
const COMPARED = 12

/** @returns per flow the story that is nearest in the mean, or −1 if none is near enough */
export function nearestStories(later: ReasonedFlows, flows: ReasonedFlows, stories: Formed['stories']): Int32Array {
  const compared = stories.map(spaced)
  const nearest = new Int32Array(later.count).fill(-1)
  for (let i = 0; i < later.count; i++) {
    let least = ONE_STORY
    compared.forEach((members, story) => {
      let sum = 0
      for (const member of members) sum += difference(later, i, flows, member)
      if (sum / members.length >= least) return
      least = sum / members.length
      nearest[i] = story
    })
  }
  return nearest
}

/** Some members, spread evenly over all. */
function spaced(members: readonly number[]): readonly number[] {
  const count = Math.min(COMPARED, members.length)
  return Array.from({ length: count }, (_, index) => members[Math.floor((index * members.length) / count)]!)
}
