/**
 * Network rows: what network features are made of, per row of a table, whatever its columns are called.
 */

import type { Keys } from '../row-groups'

export interface NetworkRows {
  readonly rowCount: number
  /** Since any moment, none missing: a row without a time happens when the row before it does. Null without times. */
  readonly seconds: Float64Array | null
  /** A missing address is an address of its own. */
  readonly source: Keys | null
  readonly destination: Keys | null
  /** The port called; it stands for the service. */
  readonly port: Keys | null
  readonly sourcePort: Keys | null
  /** 1 if nothing came back; null if the file doesn't say. */
  readonly unanswered: Uint8Array | null
  /** 1 if the flow came to nothing: not answered, refused or denied; null if the file doesn't say. */
  readonly failed: Uint8Array | null
  /** 0 where missing. */
  readonly bytesSent: Float64Array | null
  readonly bytesReturned: Float64Array | null
}
