/**
 * Attack: what can be planted, how strong, and how a planted flow is put down before it becomes a row.
 */

export type AttackKind = 'port scan' | 'flood' | 'exfiltration' | 'beacon'

/** What a strength counts: ports tried, flows sent, times the file's usual bytes sent, beats. */
export const STRENGTHS: Readonly<Record<AttackKind, readonly number[]>> = {
  'port scan': [5, 10, 20, 50, 100, 200],
  flood: [20, 50, 200, 500, 2000],
  exfiltration: [1, 10, 100, 1000, 10_000],
  beacon: [10, 20, 50, 100, 200],
}

/** An attack that is more than half of the file is another file. */
const LARGEST_SHARE = 0.5

/** The strengths of a kind that a file of so many rows can bear; at least the weakest. */
export const strengthsFor = (kind: Exclude<AttackKind, 'exfiltration'>, rowCount: number): readonly number[] =>
  STRENGTHS[kind].filter((flowCount, index) => index === 0 || flowCount <= LARGEST_SHARE * rowCount)

/** Why a kind can't be planted in a file: which columns it would need. */
export type Obstacle =
  'no port' | 'no outcome' | 'no bytes' | 'no bytes sent by any flow' | 'no addresses' | 'no times' | 'times too close'

export interface PlantedFlow {
  /** One text per column of the file, in order: those of a real flow, with what the attack changes. */
  readonly cells: readonly string[]
  /** Start, in the seconds of the file's times; null without times. */
  readonly seconds: number | null
}

/** The ends of an attack, in the file's own addresses; null where the file has no such column. */
export interface Ends {
  readonly source: string | null
  readonly destination: string | null
  /** The one port called; null for a scan, or where there is no such column. */
  readonly port: string | null
}

export interface PlantedAttack {
  readonly flows: readonly PlantedFlow[]
  /** Row of the file before which they stand; where there are times, these decide. */
  readonly place: number
}

/** How one kind is planted in a file: its ends, and its flows at any strength. */
export interface Planting {
  readonly ends: Ends
  /** Line of the file whose flow lends the cells that the attack leaves alone. */
  readonly likeLine: number
  /** Median of the bytes sent by flows that sent any: what exfiltration counts in. */
  readonly usualBytes: number | null
  /** Between two beats of a beacon. */
  readonly gapSeconds: number | null
  readonly strengths: readonly number[]
  at(strength: number): PlantedAttack
}
