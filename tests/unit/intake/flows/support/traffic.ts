/**
 * Traffic: many conversations drawn from a seed and mixed in order of time, with the conversation of every frame.
 *
 * All last less than a second and a half and use ports of their own, so that each is one flow.
 */

import type { Random } from '../../../../../src/engine/numeric/random'
import type { MadeFrame } from '../../../../fixtures/captures/pcap-file'
import { datagrams, talk, type Endpoints, type Side, type Step } from './talk'

export interface Traffic {
  readonly frames: readonly MadeFrame[]
  /** Per frame, the conversation it belongs to, from 0. */
  readonly conversations: readonly number[]
}

const ENDINGS: readonly (readonly Step[])[] = [
  [],
  [['orig', 'R']],
  [['resp', 'RA']],
  [
    ['orig', 'FA'],
    ['resp', 'FA'],
    ['orig', 'A'],
  ],
]

const sideOf = (random: Random): Side => (random.below(2) === 0 ? 'orig' : 'resp')

function connection(random: Random, ends: Endpoints): MadeFrame[] {
  const data = Array.from({ length: random.below(6) }, (): Step => [
    sideOf(random),
    'PA',
    { payload: 1 + random.below(1400) },
  ])
  const opening: Step[] = [
    ['orig', 'S'],
    ['resp', 'SA'],
    ['orig', 'A'],
  ]
  return talk([...opening, ...data, ...ENDINGS[random.below(ENDINGS.length)]!], ends)
}

const questions = (random: Random, ends: Endpoints): MadeFrame[] =>
  datagrams(
    Array.from({ length: 1 + random.below(5) }, (_, i) => [
      i === 0 ? 'orig' : sideOf(random),
      random.below(500),
      i / 8,
    ]),
    ends,
  )

export function traffic(random: Random, conversationCount: number): Traffic {
  const marked = Array.from({ length: conversationCount }, (_, conversation) => {
    const ends = {
      orig: `10.0.0.${1 + random.below(4)}`,
      resp: `10.0.1.${1 + random.below(4)}`,
      origPort: 10_000 + conversation,
      respPort: 80,
    }
    const frames = random.below(3) === 0 ? questions(random, ends) : connection(random, ends)
    return frames.map((frame, place) => ({ frame, conversation, place }))
  }).flat()
  marked.sort(
    (one, next) =>
      one.frame.seconds - next.frame.seconds ||
      one.frame.nanoseconds - next.frame.nanoseconds ||
      one.conversation - next.conversation ||
      one.place - next.place,
  )
  return {
    frames: marked.map(({ frame }) => frame),
    conversations: marked.map(({ conversation }) => conversation),
  }
}
