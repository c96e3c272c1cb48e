/**
 * Encode tiles: the rows of a table straight into tiles, column by column.
 */

import { BLOCK_ROWS } from '../numeric/blocks'
import type { StoredTable } from '../table/stored'
import { cellsOf } from './read-cells'
import { levelSource, numberSource, type Source } from './sources'
import { TILE_ROWS, type Tiles } from './tiles'

/** Encodes rows first … pastLast − 1, a block of them at most; first is a multiple of 16. */
export type TileEncoder = (first: number, pastLast: number) => void

/** @param tiles as many rows as the table, still zeros */
export function tileEncoder(table: StoredTable, tiles: Tiles): TileEncoder {
  const { recipe, groups } = tiles
  const numbers = recipe.numbers.map((feature) => numberSource(cellsOf(table, feature.column), feature))
  const levels = recipe.categories.map((feature) => levelSource(cellsOf(table, feature.column), feature))
  const digits = groups.map(({ places, strides }) =>
    places.map((place, index) => timesStride(levels[place]!, strides[index]!)),
  )
  const writers = numbers.map((source, axis) => kernelWriter(tiles, axis, source) ?? plainWriter(tiles, axis, source))
  return (first, pastLast) => {
    for (const write of writers) write(first, pastLast)
    const { codes } = tiles
    digits.forEach((sources, group) => {
      write(codes, group, groups.length, sources[0]!, first, pastLast)
      for (const source of sources.slice(1)) add(codes, group, groups.length, source, first, pastLast)
    })
  }
}

const plainWriter =
  (tiles: Tiles, axis: number, source: Source<Float32Array>): TileEncoder =>
  (first, pastLast) =>
    write(tiles.numbers, axis, tiles.numberCount, source, first, pastLast)

/** @returns null where there is no kernel or nothing to look up */
function kernelWriter(tiles: Tiles, axis: number, source: Source<Float32Array>): TileEncoder | null {
  const { kernel, numberCount } = tiles
  if (kernel === null || source.kind !== 'codes') return null
  const { codes, byCode } = source
  const width = codes.BYTES_PER_ELEMENT
  const tableAt = kernel.reserve(4 * byCode.length)
  new Float32Array(kernel.buffer, tableAt, byCode.length).set(byCode)
  const codesAt = tiles.scratch(width * BLOCK_ROWS)
  const rowBytes = 4 * TILE_ROWS
  return (first, pastLast) => {
    const bytes = new Uint8Array(codes.buffer, codes.byteOffset + first * width, (pastLast - first) * width)
    new Uint8Array(kernel.buffer, codesAt, bytes.length).set(bytes)
    const out = tiles.numbersAt + ((first / TILE_ROWS) * numberCount + axis) * rowBytes
    kernel.loops.lookUp(codesAt, width, pastLast - first, tableAt, out, (numberCount - 1) * rowBytes)
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
  if (source.kind === 'codes') {
    const { codes, byCode } = source
    for (let row = first; row < pastLast; at += step) {
      for (const end = Math.min(pastLast, row + TILE_ROWS); row < end; row++) out[at++]! += byCode[codes[row]!]!
    }
    return
  }
  const valueOf = source.kind === 'constant' ? () => source.value : source.of
  for (let row = first; row < pastLast; at += step) {
    for (const end = Math.min(pastLast, row + TILE_ROWS); row < end; row++) out[at++]! += valueOf(row)
  }
}
