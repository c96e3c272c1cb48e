/**
 * Page watch: what runs inside the page from its first script on, and notes when things happen there.
 *
 * Times are taken where they happen, so that the way to the browser and back is not in them: the file is chosen (a change event),
 * the page's stage changes (html[data-stage]), a task was long. The app's own marks are read beside them.
 */

import type { Page } from 'playwright'

/** What the app says of itself with performance.mark('flotsam:ready', { detail }); any of it may be missing. */
export interface ReadyDetail {
  readonly stageMs?: Readonly<Record<string, number>>
  readonly workerCount?: number
  /** One pass of all rows over eight centroids, none skipped. */
  readonly assignPassMs?: number | null
}

/** Milliseconds on the page's clock. */
interface Watched {
  chosenAt: number | null
  stages: { readonly stage: string; readonly at: number }[]
  longestTaskMs: number
  longestTaskDuring: string
  watchesTasks: boolean
}

declare global {
  interface Window {
    benchWatch: Watched
  }
}

export interface JobTimes {
  /** From the choice of the file to the page's rest, by the app's own mark where there is one. */
  readonly totalMs: number
  readonly columnsMs: number | null
  readonly elbowMs: number | null
  readonly detail: ReadyDetail | null
}

/** Call before the page goes anywhere. */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watch: Watched = { chosenAt: null, stages: [], longestTaskMs: 0, longestTaskDuring: '', watchesTasks: false }
    window.benchWatch = watch
    document.addEventListener('change', () => (watch.chosenAt = performance.now()), { capture: true })
    // Only Chromium tells of long tasks.
    watch.watchesTasks = PerformanceObserver.supportedEntryTypes.includes('longtask')
    if (watch.watchesTasks)
      new PerformanceObserver((list) => {
        for (const task of list.getEntries()) {
          if (task.duration <= watch.longestTaskMs) continue
          watch.longestTaskMs = task.duration
          watch.longestTaskDuring = location.hash
        }
      }).observe({ entryTypes: ['longtask'] })
    new MutationObserver(() => {
      const stage = document.documentElement?.dataset['stage']
      if (stage !== undefined && stage !== watch.stages.at(-1)?.stage)
        watch.stages.push({ stage, at: performance.now() })
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-stage'] })
  })
}

/** Forgets what was seen so far: the next job begins. */
export const forget = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.assign(window.benchWatch, { chosenAt: null, stages: [], longestTaskMs: 0, longestTaskDuring: '' })
    performance.clearMarks()
  })

/** @returns milliseconds, null in a browser that doesn't tell; and the screen it happened on */
export const longestTask = (page: Page): Promise<{ readonly ms: number | null; readonly during: string }> =>
  page.evaluate(() => {
    const { watchesTasks, longestTaskMs, longestTaskDuring } = window.benchWatch
    return { ms: watchesTasks ? Math.round(longestTaskMs) : null, during: longestTaskDuring }
  })

/** Call when the page is at rest; the app's last mark may come a frame after its stage. */
export const jobTimes = (page: Page): Promise<JobTimes> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    const { chosenAt, stages } = window.benchWatch
    const began = chosenAt ?? 0
    const markOf = (name: string): PerformanceMark | undefined =>
      performance.getEntriesByName(name, 'mark').at(-1) as PerformanceMark | undefined
    const since = (mark: PerformanceMark | undefined): number | null => (mark ? mark.startTime - began : null)
    const ready = markOf('flotsam:ready')
    const seenAt = stages.findLast(({ stage }) => stage === 'ready')?.at ?? performance.now()
    return {
      totalMs: since(ready) ?? seenAt - began,
      columnsMs: since(markOf('flotsam:columns')),
      elbowMs: since(markOf('flotsam:elbow')),
      detail: (ready?.detail ?? null) as ReadyDetail | null,
    }
  })
