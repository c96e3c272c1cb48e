/**
 * Page: the real map, alone on a page, with made-up flows, and gestures played on it frame by frame.
 *
 * `?points=` says how many flows. What is measured is kept on `window.bench` for the script that opened the page.
 */

import { flushSync, mount } from 'svelte'
import '../../../src/app.css'
import ProjectionMap from '../../../src/charts/ProjectionMap.svelte'
import type { ClusterCard, Grouping, MapData } from '../../../src/worker/protocol'
import { playOn, type Played } from './gestures'
import { madeUpMap } from './flows'
import { buildAndPick, type IndexFigures } from './index-figures'
import { compareTwins, type TwinFigures } from './twin'

declare global {
  interface Window {
    bench: {
      play(kind: 'zoom' | 'pan' | 'hover' | 'select', frames: number): Promise<Played>
      indexFigures(): IndexFigures
      /** Null where the map was given no graphics card. */
      twinFigures(): Promise<TwinFigures> | null
      card: WebGL2RenderingContext | null
      select(clusterIndex: number | null): void
      flaggedOnly(on: boolean): void
      /** Pictures of the dots put on screen, and how many of these were drawn for that very place and zoom. */
      pictureCount: number
      freshCount: number
      /** From the moment the flows are there until the first dots; null before that. */
      firstPictureMs: number | null
      longestTaskMs: number
    }
  }
}

const rowCount = Number(new URLSearchParams(location.search).get('points') ?? '1000000')
const groupCount = Number(new URLSearchParams(location.search).get('groups') ?? '7')
const flows = madeUpMap(rowCount, 42)
const NAMES = ['Web and mail', 'SYN flood', 'Mixed transfers', 'Refused', 'DNS and ping', 'Ping sweep', 'Port scan']

const cards = flows.rowCounts.map((count, clusterIndex) => ({
  clusterIndex,
  letter: 'ABCDEFGHIJKL'[clusterIndex]!,
  rowCount: count,
  share: count / rowCount,
  verdict: { title: NAMES[clusterIndex]! },
})) as unknown as ClusterCard[]

const axis = { explainedVarianceRatio: 0.3, pulls: [] }
const map: MapData = {
  coordinates: flows.coordinates,
  axes: [
    { ...axis, words: 'more unanswered connections' },
    { ...axis, words: 'more refused connections' },
  ],
}
const grouping = {
  clusterCount: groupCount,
  assignments: flows.assignments,
  cards,
  centroidCoordinates: flows.centroids,
} as unknown as Grouping
const threshold = Float32Array.from(flows.scores).sort()[Math.max(0, rowCount - 101)]!

const props = $state({
  title: 'The flood sits far out',
  map,
  grouping,
  scores: flows.scores,
  threshold,
  selectedCluster: null as number | null,
  flaggedOnly: false,
  onlasso: () => undefined,
  onrow: () => undefined,
  oncluster: (cluster: number) => (props.selectedCluster = cluster),
})

window.bench = {
  play: (kind, frames) => playOn(kind, frames, (clusterIndex) => (props.selectedCluster = clusterIndex)),
  indexFigures: () => buildAndPick(flows.coordinates),
  twinFigures: () => (window.bench.card === null ? null : compareTwins(window.bench.card)),
  card: null,
  select: (clusterIndex) => (props.selectedCluster = clusterIndex),
  flaggedOnly: (on) => (props.flaggedOnly = on),
  pictureCount: 0,
  freshCount: 0,
  firstPictureMs: null,
  longestTaskMs: 0,
}

new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries())
    window.bench.longestTaskMs = Math.max(window.bench.longestTaskMs, duration)
}).observe({ entryTypes: ['longtask'] })

const panel = document.createElement('div')
panel.style.cssText =
  'display:flex;flex-direction:column;width:620px;height:560px;padding:12px;background:var(--surface)'
document.body.append(panel)

// The flows above are made in one long task, which is not the map's: the clock starts in a task of its own.
setTimeout(() => {
  const began = performance.now()
  window.bench.longestTaskMs = 0
  const drawImage = CanvasRenderingContext2D.prototype.drawImage
  CanvasRenderingContext2D.prototype.drawImage = function (this: CanvasRenderingContext2D, ...given: unknown[]) {
    const source = given[0]
    // The picture of the dots is larger than the stamp of a ring.
    if (this.canvas.isConnected && source instanceof HTMLCanvasElement && source.width > 100) {
      const { e, f } = this.getTransform()
      window.bench.pictureCount++
      if (e === 0 && f === 0) window.bench.freshCount++
      window.bench.firstPictureMs ??= performance.now() - began
    }
    return Reflect.apply(drawImage, this, given) as undefined
  } as typeof drawImage
  mount(ProjectionMap, { target: panel, props })
  flushSync()
  document.documentElement.dataset['mounted'] = ''
}, 200)
