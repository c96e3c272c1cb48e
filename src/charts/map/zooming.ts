/**
 * Zooming: wheel, drag, pinch and buttons, by d3-zoom.
 *
 * One finger scrolls the page, as everywhere; two fingers move and zoom the map.
 */

import { select, zoom, zoomIdentity, zoomTransform, type D3ZoomEvent, type ZoomTransform } from 'd3'
import type { Frame, Zoom } from './viewport'

const LARGEST = 64
export const TRANSITION_MS = 200

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
      const { k, x, y } = event.transform
      onzoom({ k, x, y })
    })
  target.call(behaviour).on('dblclick.zoom', null)

  const glide = (run: (selection: ReturnType<typeof target.transition>) => void): void => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    run(target.transition().duration(still ? 0 : TRANSITION_MS))
  }
  return {
    by: (factor, about) =>
      glide((moving) => moving.call(behaviour.scaleBy, factor, about === undefined ? undefined : [...about])),
    move: (dx, dy) =>
      glide((moving) => {
        const { k } = zoomTransform(element)
        moving.call(behaviour.translateBy, dx / k, dy / k)
      }),
    to: (wanted) => glide((moving) => moving.call(behaviour.transform, transformOf(wanted))),
    // These return d3's own object, which an effect would take for its way to clean up.
    allow: (smallest, room) =>
      void behaviour.scaleExtent([smallest, LARGEST]).translateExtent([
        [room.left, room.top],
        [room.right, room.bottom],
      ]),
    end: () => void target.on('.zoom', null),
  }
}

const transformOf = ({ k, x, y }: Zoom): ZoomTransform => zoomIdentity.translate(x, y).scale(k)

function isWanted(event: Event, mayDrag: () => boolean): boolean {
  if (event instanceof WheelEvent) return true
  if (typeof TouchEvent !== 'undefined' && event instanceof TouchEvent) return event.touches.length > 1
  return event instanceof MouseEvent && event.button === 0 && !event.ctrlKey && !event.shiftKey && mayDrag()
}
