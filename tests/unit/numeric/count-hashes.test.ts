import { describe, expect, it } from 'vitest'
import { countHashes, partOfHashes, sumHashes } from '../../../src/engine/numeric/count-hashes'
import { seededRandom } from '../../../src/engine/numeric/random'

const quiet = () => Promise.resolve()

/** Hashes of rows of so many kinds; two words each. */
function hashesOf(rowCount: number, kinds: number, seed: number): Uint32Array {
  const random = seededRandom(seed)
  const hashes = new Uint32Array(rowCount * 2)
  for (let row = 0; row < rowCount; row++) {
    const own = seededRandom(random.below(kinds))
    hashes[row * 2] = own.below(2 ** 32)
    hashes[row * 2 + 1] = own.below(2 ** 32)
  }
  return hashes
}

const textOf = (hashes: Uint32Array, at: number): string => `${hashes[at * 2]} ${hashes[at * 2 + 1]}`

/** How often each hash occurs, plainly. */
function plainCounts(...shards: Uint32Array[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const hashes of shards) {
    for (let row = 0; row < hashes.length / 2; row++) {
      counts.set(textOf(hashes, row), (counts.get(textOf(hashes, row)) ?? 0) + 1)
    }
  }
  return counts
}

describe('rows with the same hash', () => {
  it.each([1, 40, 5000])('are counted as a plain map counts them (%i kinds)', async (kinds) => {
    const hashes = hashesOf(20_000, kinds, 1)
    const counted = await countHashes(hashes, null, quiet)
    const plain = plainCounts(hashes)
    expect(counted.counts.length).toBe(plain.size)
    for (let row = 0; row < 20_000; row++) {
      const entry = counted.distinctOf[row]!
      expect(textOf(counted.hashes, entry) === textOf(hashes, row)).toBe(true)
      expect(counted.counts[entry] === plain.get(textOf(hashes, row))).toBe(true)
    }
  })

  it('are told apart where only one of the two words differs', async () => {
    const { counts } = await countHashes(Uint32Array.of(7, 1, 7, 2, 8, 1, 7, 1), null, quiet)
    expect(Array.from(counts).sort()).toEqual([1, 1, 2])
  })

  it.each([1, 2, 3, 8])('are counted over %i shards, each adding up a part of all', async (shardCount) => {
    const shards = Array.from({ length: shardCount }, (_, shard) => hashesOf(3000, 700, shard))
    const counted = await Promise.all(shards.map((hashes) => countHashes(hashes, null, quiet)))
    const plain = plainCounts(...shards)
    let distinctCount = 0
    for (let part = 0; part < shardCount; part++) {
      const asked = counted.map((own) => partOfHashes(own, part, shardCount))
      const { totals, distinctCount: ofPart } = await sumHashes(asked, quiet)
      distinctCount += ofPart
      asked.forEach(({ hashes }, shard) =>
        totals[shard]!.forEach((total, i) => expect(total === plain.get(textOf(hashes, i))).toBe(true)),
      )
    }
    expect(distinctCount).toBe(plain.size)
  })

  it('are none of no rows', async () => {
    const counted = await countHashes(new Uint32Array(0), null, quiet)
    expect(counted.counts.length).toBe(0)
    expect(partOfHashes(counted, 0, 2).hashes.length).toBe(0)
  })
})
