/**
 * Moments plain: the twins of src/kernels/moments.ts.
 */

import { TILE_ROWS } from '../features/tiles'

/** See the kernel for the shapes; all but counts and the origin are addresses. */
export interface MomentLoops {
  addProducts(numbers: number, tileCount: number, numberCount: number, wide: number, fresh: number, sums: number): void
  addByCode(numbers: number, rowCount: number, numberCount: number, codes: number, step: number, sums: number): void
  place(
    numbers: number,
    codes: number,
    tileCount: number,
    numberCount: number,
    groups: number,
    groupCount: number,
    originX: number,
    originY: number,
    components: number,
    places: number,
  ): void
}

/** 1.5 · 2⁵² · 2⁻¹³, as in the kernel. */
const SPLITTER = 824_633_720_832

export const plainMoments = (memory: { readonly buffer: ArrayBuffer }): MomentLoops => ({
  // Eight rows of a tile at a time: their sum of products is exact, and so is what is added to the two parts.
  addProducts: (numbersAt, tileCount, numberCount, _wide, _fresh, sumsAt) => {
    const numbers = new Float32Array(memory.buffer, numbersAt, tileCount * numberCount * TILE_ROWS)
    const sums = new Float64Array(memory.buffer, sumsAt, 2 * numberCount * (numberCount + 1))
    for (let tile = 0; tile < tileCount; tile++) {
      let pair = 0
      for (let a = 0; a < numberCount; a++) {
        for (let b = a; b < numberCount; b++, pair += 4) {
          const atA = (tile * numberCount + a) * TILE_ROWS
          const atB = (tile * numberCount + b) * TILE_ROWS
          let products = 0
          for (let lane = 0; lane < TILE_ROWS; lane++) products += numbers[atA + lane]! * numbers[atB + lane]!
          const coarse = products + SPLITTER - SPLITTER
          sums[pair]! += coarse
          sums[pair + 2]! += products - coarse
        }
      }
    }
  },
  addByCode: (numbersAt, rowCount, numberCount, codesAt, step, sumsAt) => {
    const tileCount = Math.ceil(rowCount / TILE_ROWS)
    const numbers = new Float32Array(memory.buffer, numbersAt, tileCount * numberCount * TILE_ROWS)
    for (let tile = 0; tile < tileCount; tile++) {
      const codes = new Uint16Array(memory.buffer, codesAt + tile * step, TILE_ROWS)
      for (let lane = 0; lane < Math.min(TILE_ROWS, rowCount - tile * TILE_ROWS); lane++) {
        const sums = new Float64Array(memory.buffer, sumsAt + 8 * numberCount * codes[lane]!, numberCount)
        for (let axis = 0; axis < numberCount; axis++) {
          sums[axis]! += numbers[(tile * numberCount + axis) * TILE_ROWS + lane]!
        }
      }
    }
  },
  place: (
    numbersAt,
    codesAt,
    tileCount,
    numberCount,
    groupsAt,
    groupCount,
    originX,
    originY,
    componentsAt,
    placesAt,
  ) => {
    const { buffer } = memory
    const numbers = new Float32Array(buffer, numbersAt, tileCount * numberCount * TILE_ROWS)
    const codes = new Uint16Array(buffer, codesAt, tileCount * groupCount * TILE_ROWS)
    const components = new Float64Array(buffer, componentsAt, 2 * numberCount)
    const places = new Float32Array(buffer, placesAt, 2 * tileCount * TILE_ROWS)
    const tables = Array.from(new Uint32Array(buffer, groupsAt, groupCount), (at) => new Float64Array(buffer, at))
    for (let tile = 0; tile < tileCount; tile++) {
      for (let lane = 0; lane < TILE_ROWS; lane++) {
        let [x, y] = [originX, originY]
        tables.forEach((table, group) => {
          const code = codes[(tile * groupCount + group) * TILE_ROWS + lane]!
          x += table[2 * code]!
          y += table[2 * code + 1]!
        })
        for (let axis = 0; axis < numberCount; axis++) {
          const value = numbers[(tile * numberCount + axis) * TILE_ROWS + lane]!
          x += components[2 * axis]! * value
          y += components[2 * axis + 1]! * value
        }
        places[2 * (tile * TILE_ROWS + lane)] = x
        places[2 * (tile * TILE_ROWS + lane) + 1] = y
      }
    }
  },
})
