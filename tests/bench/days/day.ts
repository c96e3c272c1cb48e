/**
 * Day: a day of traffic with what is planted in it, as the text of a file and the truth beside it.
 */

import { seededRandom } from '../../../src/engine/numeric/random'
import { attack } from './attacks'
import type { AttackKind } from './attack-kinds'
import type { DayFlow } from './day-flow'
import { firewallText, zeekText } from './layouts'
import { ordinaryDay, SHAPES, type Shape } from './shapes'

export type Layout = 'zeek' | 'firewall'

export interface DayPlan {
  /** uint32; it also draws the shape and the layout, where they are not given. */
  readonly seed: number
  /** What is planted; each kind gets an equal part of the attacks. */
  readonly kinds: readonly AttackKind[]
  /** Attacks' share of the rows, [0, 1). */
  readonly share: number
  /** About so many rows. */
  readonly rowCount: number
  readonly shape?: Shape
  readonly layout?: Layout
}

export interface MadeDay {
  readonly shape: Shape
  readonly layout: Layout
  readonly text: string
  /** Per row of the file, in order: an attack's kind, or what ordinary traffic it is. */
  readonly kinds: readonly string[]
}

/** The truth is not in the text. */
export function makeDay(plan: DayPlan): MadeDay {
  const { seed, kinds, share, rowCount } = plan
  const shape = plan.shape ?? SHAPES[seed % SHAPES.length]!
  const layout = plan.layout ?? (Math.floor(seed / SHAPES.length) % 2 === 0 ? 'zeek' : 'firewall')
  const random = seededRandom(Math.imul(seed + 1, 0x9e3779b1) >>> 0)
  const { network, flows } = ordinaryDay(random, shape, rowCount * (1 - share))
  const each = kinds.length === 0 ? 0 : Math.max(1, Math.round((flows.length * share) / (1 - share) / kinds.length))
  const planted = kinds.flatMap((kind) => attack(random, kind, each, network))
  const day: DayFlow[] = [...flows, ...planted].sort((a, b) => a.start - b.start)
  const text = layout === 'zeek' ? zeekText(day, random) : firewallText(day)
  return { shape, layout, text, kinds: day.map(({ kind }) => kind) }
}
