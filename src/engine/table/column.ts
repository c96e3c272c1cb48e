/**
 * Column: what is known and decided about one column of the file.
 */

export type ColumnType = 'number' | 'category' | 'yes-no' | 'time' | 'address' | 'port' | 'identifier' | 'text'

export type ColumnRole = 'feature' | 'identity' | 'time' | 'ground truth' | 'ignored'

/** What a column means in network terms, found from its name (and values); null where it is not known. */
export type Meaning =
  | 'source address'
  | 'destination address'
  | 'source port'
  | 'destination port'
  | 'start time'
  | 'duration'
  | 'protocol'
  | 'service'
  | 'connection state'
  | 'bytes sent'
  | 'bytes returned'
  | 'bytes both ways'
  | 'packets sent'
  | 'packets returned'
  | 'packets both ways'
  | 'action'
  | 'flow id'
  | 'ground truth'

/** What one step of a number means; CICFlowMeter counts time in microseconds. */
export type Unit = 'seconds' | 'milliseconds' | 'microseconds' | 'bytes' | 'packets' | 'share' | null

/** A small picture of a column's values, 24 bins or the commonest levels. */
export type Distribution =
  | {
      readonly kind: 'numbers'
      readonly smallest: number
      readonly median: number
      readonly largest: number
      readonly lowTypical: number
      readonly highTypical: number
      /** Bins are equal steps of the value ('linear') or of sign(x)·ln(1+|x|) ('log'). */
      readonly scale: 'linear' | 'log'
      readonly bins: readonly number[]
    }
  | {
      readonly kind: 'levels'
      /** The commonest, at most 12, most frequent first. */
      readonly levels: readonly { readonly text: string; readonly count: number }[]
      readonly otherCount: number
    }
  | { readonly kind: 'empty' }

export type DayMonthOrder = 'day first' | 'month first'

/** How the times of a column are read, and what had to be assumed. */
export interface TimeReading {
  /**
   * Where their zone comes from: every text names it, some do, none does; 'epoch' counts from 1970 in UTC, 'elapsed' from a beginning of the
   * file's own, where no zone is needed.
   */
  readonly zone: 'written' | 'partly written' | 'assumed' | 'epoch' | 'elapsed'
  /** What the clock of times without a zone is ahead of UTC. */
  readonly utcOffsetMinutes: number
  /** Steps of an epoch time. */
  readonly countedIn: 'seconds' | 'milliseconds' | 'microseconds' | 'nanoseconds' | null
  /** Null where no date is written as 03/04/2017. */
  readonly order: DayMonthOrder | null
  /** 'no need' where every date is the same either way. */
  readonly orderKnownBy: 'a part above 12' | 'AM and PM' | 'nothing' | 'no need' | 'the analyst' | null
}

export interface ColumnProfile {
  readonly index: number
  readonly name: string
  readonly meaning: Meaning | null
  readonly unit: Unit
  readonly type: ColumnType
  readonly role: ColumnRole
  /** Why this type and role, in words: "spans 9 powers of ten: log scale". */
  readonly reason: string
  /** One short word for the badge before the reason, if any: "log", "left out", "truth", "your call". */
  readonly badge: string | null
  readonly decidedBy: 'engine' | 'analyst'
  readonly transform: 'none' | 'log1p'
  readonly missingCount: number
  readonly infiniteCount: number
  /** Cells that are not numbers in a column of numbers. */
  readonly strayCount: number
  readonly distinctCount: number
  /** Levels beyond the cap that fold into "other"; 0 for other types. */
  readonly foldedLevelCount: number
  readonly distribution: Distribution
  /** Of a column of times. */
  readonly time?: TimeReading
  /** Not a column of the file: made of its times and addresses (network/catalogue.ts). */
  readonly made?: 'network'
}

/** What the analyst has overruled, by column name; kept for every file of the same schema. */
export interface ColumnOverride {
  readonly name: string
  readonly type?: ColumnType
  readonly role?: ColumnRole
  /** Scale of a number feature: 'none' keeps it plain. */
  readonly transform?: 'none' | 'log1p'
  /** Of dates written as 03/04/2017. */
  readonly order?: DayMonthOrder
}

/** Something the analyst should know or decide; each with at most two remedies. */
export interface DoctorNote {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly state: 'your call' | 'done' | 'note'
  readonly columns: readonly string[]
  readonly remedies: readonly { readonly label: string; readonly overrides: readonly ColumnOverride[] }[]
}
