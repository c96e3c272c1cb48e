/**
 * Dictionary key: tells whether shards code a column alike, without a dictionary leaving its shard.
 */

/** @returns equal for equal dictionaries; of a million unlike ones two share one with probability 10⁻⁷ */
export function dictionaryKey(texts: readonly string[]): string {
  let [low, high] = [0x811c9dc5, 0x2f0b4a27]
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      low = Math.imul(low ^ text.charCodeAt(i), 0x01000193)
      high = Math.imul(high ^ text.charCodeAt(i), 0x85ebca6b)
    }
    // A text's end, so that "ab", "c" is not "a", "bc".
    low = Math.imul(low ^ 0x10000, 0x01000193)
    high = Math.imul(high ^ 0x10000, 0x85ebca6b)
  }
  return `${texts.length} ${low >>> 0} ${high >>> 0}`
}
