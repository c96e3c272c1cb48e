/**
 * Job: one call under way. It carries the wish to stop and says how far it is.
 *
 * The engine has no clock of its own: its host (a worker, Node, a test) lends one, and a way to let other messages in.
 */

import type { ElbowPoint } from '../clustering/result'
import type { ByteShelf } from '../intake/conversion'
import { Cancelled, type Pulse } from '../numeric/pulse'
import type { TableSummary } from './answers'
import type { MapSketch } from './map-sketch'

export interface Host {
  nowMs(): number
  /** Resolves after messages that wait have been handled. */
  letOthersRun(): Promise<void>
  /** Memory that the rows of a file may take; null or nothing if it can't be known. */
  readonly budgetBytes?: number | null
  /** A place to keep converted bytes of one file; nothing if only memory is at hand. */
  readonly newShelf?: () => ByteShelf
}

export type StageName = 'read' | 'columns' | 'features' | 'elbow' | 'map' | 'scores' | 'reasons'

export interface Progress {
  readonly stage: StageName
  /** Of this stage, 0 … 1. */
  readonly share: number
  readonly rowsDone: number
  readonly rowsPerSecond: number | null
  /** Milliseconds since the stage began. */
  readonly elapsedMs: number
  /** One fact once the stage is done: "39 of 43 used". */
  readonly fact: string | null
  /** Grows while the elbow is searched. */
  readonly elbow: readonly ElbowPoint[]
  /** While a file is read: what its first rows say of the columns; null until they have been looked at. */
  readonly preview: TableSummary | null
  /** Some flows on the map, once there is one; said once. */
  readonly sketch: MapSketch | null
}

export type OnProgress = (progress: Progress) => void

/** A worker that yields this often answers a wish to stop well within 100 ms; yielding costs about 0.05 ms. */
const BREATH_MS = 12
/** The page is told this often at most. */
const REPORT_MS = 60

export class Job {
  private cancelled = false
  private readonly stopped: Promise<never>
  private refuseToWait: (reason: Cancelled) => void = () => undefined
  private lastBreathMs: number
  private lastReportMs = -Infinity
  private stageStartMs: number
  private stage: StageName = 'read'
  /** Of the stage, the most said so far: progress never goes back. */
  private share = 0
  private elbow: readonly ElbowPoint[] = []
  private preview: TableSummary | null = null
  private sketch: MapSketch | null = null
  readonly stageMs: Partial<Record<StageName, number>> = {}

  constructor(
    private readonly host: Host,
    private readonly onProgress: OnProgress,
  ) {
    this.lastBreathMs = this.stageStartMs = host.nowMs()
    this.stopped = new Promise((_, reject) => {
      this.refuseToWait = reject
    })
    this.stopped.catch(() => undefined)
  }

  cancel(): void {
    this.cancelled = true
    this.refuseToWait(new Cancelled())
  }

  nowMs(): number {
    return this.host.nowMs()
  }

  begin(stage: StageName): Pulse {
    this.stage = stage
    this.share = 0
    this.stageStartMs = this.host.nowMs()
    this.tell(0, 0, null)
    return {
      report: (share, rowsDone = 0) => {
        if (this.host.nowMs() - this.lastReportMs >= REPORT_MS) this.tell(share, rowsDone, null)
      },
      breathe: () => this.breathe(),
      stopped: this.stopped,
    }
  }

  /** Ends the stage with the one fact worth knowing about it. */
  end(fact: string, rowsDone = 0): void {
    this.stageMs[this.stage] = this.host.nowMs() - this.stageStartMs
    this.tell(1, rowsDone, fact)
  }

  elbowPoint(points: readonly ElbowPoint[]): void {
    this.elbow = points
    this.tell(this.share, 0, null)
  }

  previewed(preview: TableSummary): void {
    this.preview = preview
    this.tell(this.share, 0, null)
    // It crosses once; whoever was told has it.
    this.preview = null
  }

  sketched(sketch: MapSketch): void {
    this.sketch = sketch
    this.tell(this.share, 0, null)
    this.sketch = null
  }

  private tell(share: number, rowsDone: number, fact: string | null): void {
    this.lastReportMs = this.host.nowMs()
    this.share = Math.max(this.share, share)
    const elapsedMs = this.lastReportMs - this.stageStartMs
    const rowsPerSecond = rowsDone > 0 && elapsedMs > 0 ? rowsDone / (elapsedMs / 1000) : null
    this.onProgress({
      stage: this.stage,
      share: this.share,
      rowsDone,
      rowsPerSecond,
      elapsedMs,
      fact,
      elbow: this.elbow,
      preview: this.preview,
      sketch: this.sketch,
    })
  }

  private async breathe(): Promise<void> {
    if (this.host.nowMs() - this.lastBreathMs >= BREATH_MS) {
      await this.host.letOthersRun()
      this.lastBreathMs = this.host.nowMs()
    }
    if (this.cancelled) throw new Cancelled()
  }
}
