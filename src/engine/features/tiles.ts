/**
 * Tiles: rows of features as the kernels read them.
 *
 * 16 rows to a tile, and in a tile number by number: a value of a centroid or of another column is loaded once and meets 16
 * rows. Values are multiples of 2⁻²⁰ within ±8 (`transform.ts`): exact in float32, and since a float64 has 53 bits, sums of up
 * to 2³⁰ of them are exact too, in any order, whatever shard they lie in and whichever rows came and went.
 * 4 bytes per row and number, 2 per row and group of categories.
 */

import tilesKernel from 'kernel:tiles'
import { type Kernel, type KernelMemory, openKernel } from '../numeric/kernel'
import { type LevelGroup, levelGroups } from './level-groups'
import type { FeatureBlock, Recipe } from './recipe'
import { plainMemory } from './tile-memory'

export const TILE_ROWS = 16

const SCRATCH_BYTES = 16_384

interface TileLoops {
  lookUp(codes: number, width: number, rowCount: number, table: number, out: number, step: number): void
  measure(
    numbers: number,
    tileCount: number,
    numberCount: number,
    squaredLengths: number,
    lengthOfLevels: number,
    sums: number,
  ): void
}

export class Tiles {
  readonly tileCount: number
  readonly numberCount: number
  readonly groups: readonly LevelGroup[]
  /** Null where the plain twins serve. */
  readonly kernel: Kernel<TileLoops> | null
  readonly memory: KernelMemory
  readonly numbersAt: number
  readonly codesAt: number
  private scratchAt: number | null = null

  /** Rows of zeros, until `setBlock` or an encoder fills them. @param plain for the twins, whatever the host */
  constructor(
    readonly rowCount: number,
    readonly recipe: Recipe,
    readonly plain = false,
  ) {
    this.tileCount = Math.ceil(rowCount / TILE_ROWS)
    this.numberCount = recipe.numbers.length
    this.groups = levelGroups(recipe)
    this.kernel = plain ? null : openKernel<TileLoops>(tilesKernel)
    this.memory = this.kernel ?? plainMemory()
    this.numbersAt = this.memory.reserve(4 * TILE_ROWS * this.tileCount * this.numberCount)
    this.codesAt = this.memory.reserve(2 * TILE_ROWS * this.tileCount * this.groups.length)
  }

  /** [tile][axis][16]; rows beyond the last are zeros. Made anew by whoever asks: the memory may have grown since. */
  get numbers(): Float32Array {
    return new Float32Array(this.memory.buffer, this.numbersAt, TILE_ROWS * this.tileCount * this.numberCount)
  }

  /** [tile][group][16]. */
  get codes(): Uint16Array {
    return new Uint16Array(this.memory.buffer, this.codesAt, TILE_ROWS * this.tileCount * this.groups.length)
  }

  /** The address of room for passing things to a loop, the same for all who ask for no more than 16 kB. */
  scratch(byteCount: number): number {
    if (byteCount > SCRATCH_BYTES) return this.memory.reserve(byteCount)
    return (this.scratchAt ??= this.memory.reserve(SCRATCH_BYTES))
  }

  /** Takes rows over. */
  setBlock(block: FeatureBlock): void {
    const { numbers, codes, numberCount, groups } = this
    const categoryCount = this.recipe.categories.length
    for (let axis = 0; axis < numberCount; axis++) {
      for (let row = 0, from = axis; row < block.rowCount; row++, from += numberCount) {
        numbers[((row >> 4) * numberCount + axis) * TILE_ROWS + (row & 15)] = block.numbers[from]!
      }
    }
    groups.forEach(({ places, strides }, group) => {
      for (let row = 0; row < block.rowCount; row++) {
        let code = 0
        for (let index = 0; index < places.length; index++) {
          code += block.codes[row * categoryCount + places[index]!]! * strides[index]!
        }
        codes[((row >> 4) * groups.length + group) * TILE_ROWS + (row & 15)] = code
      }
    })
  }

  /** Rows first … pastLast − 1, row by row. */
  blockOf(first: number, pastLast: number): FeatureBlock {
    return this.blockAt(Uint32Array.from({ length: pastLast - first }, (_, index) => first + index))
  }

  /** Any rows, row by row. */
  blockAt(rows: Uint32Array): FeatureBlock {
    const { numbers, codes, numberCount, groups } = this
    const categoryCount = this.recipe.categories.length
    const block: FeatureBlock = {
      rowCount: rows.length,
      numbers: new Float32Array(rows.length * numberCount),
      codes: new Uint16Array(rows.length * categoryCount),
    }
    const firstLevels = this.recipe.axisOffset.map((axis) => axis - numberCount)
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place]!
      let at = (row >> 4) * numberCount * TILE_ROWS + (row & 15)
      for (let axis = 0; axis < numberCount; axis++, at += TILE_ROWS) {
        block.numbers[place * numberCount + axis] = numbers[at]!
      }
      for (let group = 0; group < groups.length; group++) {
        const { places, levels } = groups[group]!
        const levelsAt = codes[((row >> 4) * groups.length + group) * TILE_ROWS + (row & 15)]! * places.length
        for (let index = 0; index < places.length; index++) {
          const category = places[index]!
          block.codes[place * categoryCount + category] = levels[levelsAt + index]! - firstLevels[category]!
        }
      }
    }
    return block
  }
}

/** Tiles that hold a block. */
export function tilesOf(block: FeatureBlock, recipe: Recipe, plain = false): Tiles {
  const tiles = new Tiles(block.rowCount, recipe, plain)
  tiles.setBlock(block)
  return tiles
}
