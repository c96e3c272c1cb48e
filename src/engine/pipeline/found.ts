/**
 * Found: what the engine holds once there is something to show, whether from a run just finished or from a model kept
 * earlier. The screens ask the same questions of both.
 */

import type { TruthCheck } from '../explaining/findings'
import type { ModelDocument } from '../model/document'
import type { LiveRun } from './live-run'
import type { Grouping, RunResult } from './answers'

export interface Found {
  readonly result: RunResult
  /** The grouping on screen; `group` changes it. */
  grouping: Grouping
  /** Per row; null for a model that came without its marks. */
  readonly scores: Float32Array | null
  readonly sourceLines: Uint32Array | null
  /** Per row 1 for an attack by the file's ground truth; null without. */
  readonly attacks: Uint8Array | null
  readonly truthCheck: TruthCheck | null
  /** The run with its rows; null for a model opened from storage. */
  readonly live: LiveRun | null
  /** The frozen model at this threshold, with the grouping on screen. */
  freeze(threshold: number): ModelDocument
}
