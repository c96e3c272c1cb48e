/**
 * Stands in the page for d3-transition, of which d3-zoom wants only that what glides be stopped. The map glides by itself, in 20 lines of
 * src/charts/map/zooming.ts; with d3's timers and easing that is 4 kB less of the page.
 */

import { selection } from 'd3-selection'

selection.prototype.interrupt = function () {
  return this
}

export const interrupt = (): undefined => undefined
