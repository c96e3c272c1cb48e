/**
 * Encode tiles: the rows of a table straight into tiles, column by column.
 */

import type { StoredTable } from '../table/stored'
import { cellsOf } from './read-cells'
import { levelSource, numberSource, type Source } from './sources'
import { TILE_ROWS, type Tiles } from './tiles'

/** Encodes rows first … pastLast − 1; first is a multiple of 16. */
export type TileEncoder = (first: number, pastLast: number) => void

/** @param tiles as many rows as the table, still zeros */
export function tileEncoder(table: StoredTable, tiles: Tiles): TileEncoder {
  const { recipe, groups } = tiles
  const numbers = recipe.numbers.map((feature) => numberSource(cellsOf(table, feature.column), feature))
  const levels = recipe.categories.map((feature) => levelSource(cellsOf(table, feature.column), feature))
  const digits = groups.map(({ places, strides }) =>
    places.map((place, index) => timesStride(levels[place]!, strides[index]!)),
  )
  return (first, pastLast) => {
    numbers.forEach((source, axis) => write(tiles.numbers, axis, numbers.length, source, first, pastLast))
    digits.forEach((sources, group) => {
      write(tiles.codes, group, groups.length, sources[0]!, first, pastLast)
      for (const source of sources.slice(1)) add(tiles.codes, group, groups.length, source, first, pastLast)
    })
  }
}

/** What a level counts in its group's code. */
function timesStride(source: Source<Uint16Array>, stride: number): Source<Uint16Array> {
  if (source.kind === 'codes') return { ...source, byCode: source.byCode.map((level) => level * stride) }
  if (source.kind === 'rows') return { kind: 'rows', of: (row) => source.of(row) * stride }
  return { kind: 'constant', value: source.value * stride }
}

function write<Values extends Float32Array | Uint16Array>(
  out: Values,
  place: number,
  stride: number,
  source: Source<Values>,
  first: number,
  pastLast: number,
): void {
  const step = (stride - 1) * TILE_ROWS
  let at = (first / TILE_ROWS) * stride * TILE_ROWS + place * TILE_ROWS
  if (source.kind === 'codes') {
    const { codes, byCode } = source
    for (let row = first; row < pastLast; at += step) {
      for (const end = Math.min(pastLast, row + TILE_ROWS); row < end; row++) out[at++] = byCode[codes[row]!]!
    }
    return
  }
  const valueOf = source.kind === 'constant' ? () => source.value : source.of
  for (let row = first; row < pastLast; at += step) {
    for (const end = Math.min(pastLast, row + TILE_ROWS); row < end; row++) out[at++] = valueOf(row)
  }
}

function add(
  out: Uint16Array,
  place: number,
  stride: number,
  source: Source<Uint16Array>,
  first: number,
  pastLast: number,
): void {
  const step = (stride - 1) * TILE_ROWS
  let at = (first / TILE_ROWS) * stride * TILE_ROWS + place * TILE_ROWS
  const valueOf =
    source.kind === 'codes'
      ? (row: number) => source.byCode[source.codes[row]!]!
      : source.kind === 'constant'
        ? () => source.value
        : source.of
  for (let row = first; row < pastLast; at += step) {
    for (const end = Math.min(pastLast, row + TILE_ROWS); row < end; row++) out[at++]! += valueOf(row)
  }
}
