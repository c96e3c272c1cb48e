/**
 * Stage keys: the map by keyboard. Arrows move it, Page Up and Down zoom, Home shows all of it, Enter takes the flow under
 * the cross.
 */

import type { Zooming } from './zooming'

const STEP = 48
export const ZOOM_STEP = 1.6

/** What a key does, or null if it is none of the map's. */
export function stageKey(event: KeyboardEvent, control: Zooming, take: () => void): (() => void) | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const moves: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => control.move(STEP, 0),
    ArrowRight: () => control.move(-STEP, 0),
    ArrowUp: () => control.move(0, STEP),
    ArrowDown: () => control.move(0, -STEP),
    PageUp: () => control.by(ZOOM_STEP),
    PageDown: () => control.by(1 / ZOOM_STEP),
    Home: () => control.to({ k: 1, x: 0, y: 0 }),
    Enter: take,
  }
  return moves[event.key] ?? null
}
