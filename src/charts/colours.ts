/**
 * Colours: the page's tokens as numbers, for what is drawn into a canvas.
 *
 * Styles come from app.css; a canvas cannot read `var(--…)`, so the painter asks here, again whenever the theme changes.
 */

import { theme } from '../session/theme.svelte'
import type { Solid } from './map/dot-painter'

/** Groups beyond the eighth share the third's grey; the letter tells them apart. */
export const groupColour = (clusterIndex: number): number => (clusterIndex < 8 ? clusterIndex : 2)

export const groupFill = (clusterIndex: number): string => `var(--group-${groupColour(clusterIndex)})`
export const groupInk = (clusterIndex: number): string => `var(--on-group-${groupColour(clusterIndex)})`

export interface Palette {
  readonly surface: Solid
  readonly halo: string
  readonly anomaly: Solid
  readonly mark: Solid
  readonly groups: readonly Solid[]
}

/** @param value `#rrggbb`, as app.css has them, or `#rgb`, as the build shortens them */
const solid = (value: string): Solid => {
  const hex = value.trim().slice(1)
  const [red, green, blue] = hex
    .match(hex.length === 3 ? /./g : /../g)!
    .map((digits) => Number.parseInt(digits.padStart(2, digits), 16))
  return { red: red!, green: green!, blue: blue! }
}

/** Reads the tokens of the theme on screen; depends on `theme.current`, so a `$derived` of it follows the switch. */
export function readPalette(): Palette {
  void theme.current
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): Solid => solid(style.getPropertyValue(name))
  return {
    surface: token('--surface'),
    halo: style.getPropertyValue('--halo').trim(),
    anomaly: token('--anomaly'),
    mark: token('--mark'),
    groups: Array.from({ length: 8 }, (_, i) => token(`--group-${i}`)),
  }
}

/** A step from one colour to another, 0 … 1. */
export const between = (from: Solid, to: Solid, share: number): Solid => ({
  red: Math.round(from.red + (to.red - from.red) * share),
  green: Math.round(from.green + (to.green - from.green) * share),
  blue: Math.round(from.blue + (to.blue - from.blue) * share),
})

export const css = ({ red, green, blue }: Solid): string => `rgb(${red} ${green} ${blue})`
