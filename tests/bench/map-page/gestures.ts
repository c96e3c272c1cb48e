/**
 * Gestures: wheel, drag, pointing and selecting, played one step a frame, and what each frame cost.
 */

export interface Played {
  readonly framesPerSecond: number
  readonly longestFrameMs: number
  /** Main-thread time of a frame, from its first callback until the page is free again. */
  readonly medianWorkMs: number
  readonly longestWorkMs: number
  readonly longestTaskMs: number
  /** Of the pictures put on screen, those drawn for that very place and zoom and not an older one moved there. */
  readonly freshShare: number
}

type Step = (frame: number, stage: HTMLElement) => void

function at(stage: HTMLElement, across: number, down: number): { clientX: number; clientY: number } {
  const box = stage.getBoundingClientRect()
  return { clientX: box.left + box.width * across, clientY: box.top + box.height * down }
}

const common = { bubbles: true, cancelable: true, view: window }

/** In for a second, out for the next, about a place that wanders. */
const zoomStep: Step = (frame, stage) => {
  const isIn = frame % 120 < 60
  stage.dispatchEvent(
    new WheelEvent('wheel', {
      ...common,
      ...at(stage, 0.35 + 0.3 * Math.sin(frame / 90), 0.7),
      deltaY: isIn ? -36 : 36,
    }),
  )
}

const ZOOMED_BY_THEN = 30

/** Goes near first: the whole map has nowhere to move to. d3-zoom hears the moves of a drag on the window. */
const panStep: Step = (frame, stage) => {
  const place = at(stage, 0.5 + 0.2 * Math.sin(frame / 20), 0.5 + 0.15 * Math.sin(frame / 13))
  if (frame < ZOOMED_BY_THEN)
    stage.dispatchEvent(new WheelEvent('wheel', { ...common, ...at(stage, 0.4, 0.7), deltaY: -36 }))
  else if (frame === ZOOMED_BY_THEN)
    stage.dispatchEvent(new MouseEvent('mousedown', { ...common, ...place, button: 0, buttons: 1 }))
  else window.dispatchEvent(new MouseEvent('mousemove', { ...common, ...place, buttons: 1 }))
}

const hoverStep: Step = (frame, stage) => {
  const place = at(stage, 0.5 + 0.4 * Math.sin(frame / 31), 0.5 + 0.4 * Math.sin(frame / 17))
  stage.dispatchEvent(new PointerEvent('pointermove', { ...common, ...place, pointerType: 'mouse', buttons: 0 }))
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)
const rounded = (value: number): number => Math.round(value * 10) / 10

export async function playOn(
  kind: 'zoom' | 'pan' | 'hover' | 'select',
  frameCount: number,
  select: (clusterIndex: number | null) => void,
): Promise<Played> {
  const stage = document.querySelector<HTMLElement>('.stage')!
  const steps: Readonly<Record<typeof kind, Step>> = {
    zoom: zoomStep,
    pan: panStep,
    hover: hoverStep,
    select: (frame) => frame % 20 === 0 && select(frame % 40 === 0 ? (frame / 40) % 7 : null),
  }
  const times: number[] = []
  const workMs: number[] = []
  const channel = new MessageChannel()
  let began = 0
  channel.port1.onmessage = () => workMs.push(performance.now() - began)
  Object.assign(window.bench, { longestTaskMs: 0, pictureCount: 0, freshCount: 0 })
  await new Promise<void>((resolve) => {
    const onframe = (time: number): void => {
      began = performance.now()
      channel.port2.postMessage(null)
      times.push(time)
      if (times.length > frameCount) return resolve()
      requestAnimationFrame(onframe)
      steps[kind](times.length - 1, stage)
    }
    requestAnimationFrame(onframe)
  })
  const { pictureCount, freshCount } = window.bench
  if (kind === 'pan') window.dispatchEvent(new MouseEvent('mouseup', { ...common }))
  if (kind === 'select') select(null)
  await new Promise((resolve) => setTimeout(resolve, 200))
  const gaps = times.slice(1).map((time, i) => time - times[i]!)
  const work = sorted(workMs)
  return {
    framesPerSecond: rounded((1000 * gaps.length) / (times.at(-1)! - times[0]!)),
    longestFrameMs: rounded(Math.max(...gaps)),
    medianWorkMs: rounded(work[work.length >> 1]!),
    longestWorkMs: rounded(work.at(-1)!),
    longestTaskMs: rounded(window.bench.longestTaskMs),
    freshShare: pictureCount === 0 ? 1 : rounded(freshCount / pictureCount),
  }
}
