/**
 * Tail watch: the one growing file that is watched, and the look at it under way.
 */

import { success, type Outcome } from '../failure'
import type { ByteSource } from '../intake/source'
import type { Found } from './found'
import { Job, type Host, type OnProgress } from './job'
import { LiveTail } from './live-tail'
import { orStopped } from './or-stopped'
import type { TailFrom, TailNews, TailStart } from './tail-answers'

export class TailWatch {
  private tail: LiveTail | null = null
  /** The look under way, or the last one. */
  private job: Job | null = null

  constructor(private readonly host: Host) {}

  /** What was watched before is let go. */
  start(
    found: Found,
    source: ByteSource,
    from: TailFrom,
    threshold: number,
    onProgress: OnProgress,
  ): Promise<Outcome<TailStart>> {
    this.stop()
    const job = this.begin(onProgress)
    return orStopped(async () => {
      const started = await LiveTail.start(found.freeze(threshold), source, from, threshold, job.begin('scores'))
      if (!started.ok) return started
      if (this.job === job) this.tail = started.value.tail
      return success(started.value.start)
    })
  }

  /** Reads what has come to it. @param source the file as it is now @returns null if none is watched */
  look(source: ByteSource, threshold: number, onProgress: OnProgress): Promise<Outcome<TailNews>> | null {
    const { tail } = this
    if (tail === null) return null
    const job = this.begin(onProgress)
    return orStopped(async () => success(await tail.look(source, threshold, job.begin('scores'))))
  }

  stop(): void {
    this.job?.cancel()
    this.job = null
    this.tail = null
  }

  /** One look at a time, and none that stops with other work: it is the analyst's other work that is under way. */
  private begin(onProgress: OnProgress): Job {
    this.job = new Job(this.host, onProgress)
    return this.job
  }
}
