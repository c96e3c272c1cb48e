/**
 * Figures: everything the bench measures, as it stands in the JSON. Milliseconds and bytes; null is "not measured".
 */

import type { FileFacts } from './flows/file-facts'
import type { Machine } from './machine'
import type { Ratios } from './ratios'
import type { StageMs } from './stages'

/** One job, or the medians of several. */
export interface JobFigures {
  readonly browser: string
  readonly workers: number | null
  readonly stageMs: StageMs
  /** From the choice of the file. */
  readonly firstColumnsMs: number | null
  readonly firstElbowMs: number | null
  /** One whole pass over all rows with K = 8, none skipped. */
  readonly assignPassMs: number | null
  /** Of the page's own thread, while the job runs. */
  readonly longestTaskMs: number | null
  /** The same with every screen visited afterwards, and the screen where it was. */
  readonly longestTaskOverScreensMs: number | null
  readonly longestTaskDuring: string | null
  /** From Esc to the page at rest, at six moments; null where the job was over by then. */
  readonly stopMs: readonly (number | null)[] | null
  readonly peakMemoryBytes: number | null
  readonly peakResidentBytes: number | null
  /** Of all threads of the tab, from the choice of the file to the page's rest. */
  readonly processorMs: number | null
}

export interface RivalFigures {
  /** Name and versions. */
  readonly what: string
  readonly stageMs: StageMs
  readonly peakResidentBytes: number | null
  /** One K-Means iteration with K = 8 on 40 float32 columns, and on the rival's own features. */
  readonly iterationMs: { readonly float32: number | null; readonly ownFeatures: number | null }
  /** So many rows were measured, and the times taken to grow with the rows; null: all were. */
  readonly extrapolatedFromRows: number | null
}

/** Why a rival was not measured, in a sentence. */
export interface Skipped {
  readonly skipped: string
}

export interface Rivals {
  readonly pandasSklearn: RivalFigures | Skipped
  readonly papaMlKmeans: RivalFigures | Skipped
}

/** One file through the app, with whoever else was asked. */
export interface Report extends FileFacts, JobFigures {
  readonly file: string
  readonly runs: number
  readonly machine: Machine
  /** From the navigation until a file can be chosen, in a profile that has never seen the page. */
  readonly openingMs: number
  readonly firefox: JobFigures | Skipped | null
  readonly rivals: Rivals | null
  readonly ratios: Ratios
}

export const isSkipped = (figures: object): figures is Skipped => 'skipped' in figures
