/**
 * Zooming: wheel, drag, pinch and buttons, by d3-zoom.
 *
 * One finger scrolls the page, as everywhere; two fingers move and zoom the map.
 */

import { select, zoom, zoomIdentity, zoomTransform, type D3ZoomEvent, type ZoomTransform } from 'd3'
import type { Frame, Zoom } from './viewport'

const LARGEST = 64
const GLIDE_MS = 200

export interface Zooming {
  /** `about`: the pixel that stays where it is; the middle if left out. */
  by(factor: number, about?: readonly [number, number]): void
  /** Moves the picture by so many pixels. */
  move(dx: number, dy: number): void
  to(zoom: Zoom): void
  /**
   * How far one may go: out to `smallest`, which is 1, or less where dots lie beyond the first view; and sideways to the
   * edges of `room`, in pixels at no zoom.
   */
  allow(smallest: number, room: Frame): void
  end(): void
}

/** @param mayDrag false while a drag means something else, as drawing a lasso */
export function zooming(element: HTMLElement, mayDrag: () => boolean, onzoom: (zoom: Zoom) => void): Zooming {
  const target = select<HTMLElement, unknown>(element)
  const behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent([1, LARGEST])
    .clickDistance(4)
    .filter((event: Event) => isWanted(event, mayDrag))
    .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => {
      if (event.sourceEvent !== null) glide.stop()
      if (!glide.isAiming) onzoom(plain(event.transform))
    })
  target.call(behaviour).on('dblclick.zoom', null)

  const glide = new Glide(
    () => zoomTransform(element),
    (to) => target.call(behaviour.transform, to),
  )
  return {
    by: (factor, about) =>
      glide.begin(() => target.call(behaviour.scaleBy, factor, about === undefined ? undefined : [...about])),
    move: (dx, dy) =>
      glide.begin(() => {
        const { k } = zoomTransform(element)
        target.call(behaviour.translateBy, dx / k, dy / k)
      }),
    to: (wanted) => glide.begin(() => target.call(behaviour.transform, transformOf(wanted))),
    // These return d3's own object, which an effect would take for its way to clean up.
    allow: (smallest, room) =>
      void behaviour.scaleExtent([smallest, LARGEST]).translateExtent([
        [room.left, room.top],
        [room.right, room.bottom],
      ]),
    end: () => {
      glide.stop()
      target.on('.zoom', null)
    },
  }
}

const plain = ({ k, x, y }: ZoomTransform): Zoom => ({ k, x, y })

/** From where the map is to where it is to be, in frames; at once for whoever wants nothing to move. */
class Glide {
  /** While d3 works out where a move ends, within the bounds there are: nothing is drawn of that. */
  isAiming = false
  private frame = 0

  constructor(
    private readonly now: () => ZoomTransform,
    private readonly go: (to: ZoomTransform) => void,
  ) {}

  begin(aim: () => void): void {
    this.stop()
    const from = this.now()
    this.isAiming = true
    aim()
    this.isAiming = false
    const to = this.now()
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return this.go(to)
    const startMs = performance.now()
    const step = (nowMs: number): void => {
      const done = Math.min(1, Math.max(0, (nowMs - startMs) / GLIDE_MS))
      this.go(done === 1 ? to : between(from, to, done * done * (3 - 2 * done)))
      if (done < 1) this.frame = requestAnimationFrame(step)
    }
    this.go(from)
    this.frame = requestAnimationFrame(step)
  }

  stop(): void {
    cancelAnimationFrame(this.frame)
  }
}

/** Every doubling takes as long, and the pixel that stays at both ends stays all the way. */
function between(from: ZoomTransform, to: ZoomTransform, part: number): ZoomTransform {
  const k = from.k * (to.k / from.k) ** part
  const way = to.k === from.k ? part : (k - from.k) / (to.k - from.k)
  return zoomIdentity.translate(from.x + (to.x - from.x) * way, from.y + (to.y - from.y) * way).scale(k)
}

const transformOf = ({ k, x, y }: Zoom): ZoomTransform => zoomIdentity.translate(x, y).scale(k)

function isWanted(event: Event, mayDrag: () => boolean): boolean {
  if (event instanceof WheelEvent) return true
  if (typeof TouchEvent !== 'undefined' && event instanceof TouchEvent) return event.touches.length > 1
  return event instanceof MouseEvent && event.button === 0 && !event.ctrlKey && !event.shiftKey && mayDrag()
}
