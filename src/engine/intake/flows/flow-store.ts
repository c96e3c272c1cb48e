/**
 * Flow store: the open flows, in typed arrays that grow with the most flows that are open at once and not with packets.
 *
 * A flow is a slot, a number from 1; 0 means none. Found by its key through a table of hashes whose entries are chained through the flows; a freed slot
 * is used again first.
 */

import { AMOUNTS, HISTORY_BYTES, Word, WORDS } from './flow-fields'
import { KEY_WORDS, type FlowKey } from './flow-key'

/** A power of two. */
const FIRST_CAPACITY = 1024

export class FlowStore {
  words = new Uint32Array(FIRST_CAPACITY * WORDS)
  amounts = new Float64Array(FIRST_CAPACITY * AMOUNTS)
  history = new Uint8Array(FIRST_CAPACITY * HISTORY_BYTES)
  openCount = 0
  private capacity = FIRST_CAPACITY
  private firstOfHash = new Uint32Array(FIRST_CAPACITY)
  private firstFree = 0
  private nextFresh = 1

  find({ words: wanted, hash }: FlowKey): number {
    const { words } = this
    let slot = this.firstOfHash[hash & (this.capacity - 1)]!
    while (slot !== 0) {
      const at = slot * WORDS
      if (words[at + Word.hash] === hash && isSameKey(words, at + Word.key, wanted)) return slot
      slot = words[at + Word.next]!
    }
    return 0
  }

  /** Makes a flow of which nothing but the key is known. */
  open({ words: key, hash }: FlowKey): number {
    if (this.firstFree === 0 && this.nextFresh === this.capacity) this.grow()
    const slot = this.takeSlot()
    const { words } = this
    const at = slot * WORDS
    words.fill(0, at, at + WORDS)
    this.amounts.fill(0, slot * AMOUNTS, (slot + 1) * AMOUNTS)
    for (let word = 0; word < KEY_WORDS; word++) words[at + Word.key + word] = key[word]!
    words[at + Word.hash] = hash
    this.chain(slot)
    this.openCount++
    return slot
  }

  close(slot: number): void {
    const { words, firstOfHash } = this
    const at = slot * WORDS
    const bucket = words[at + Word.hash]! & (this.capacity - 1)
    if (firstOfHash[bucket] === slot) firstOfHash[bucket] = words[at + Word.next]!
    else {
      let before = firstOfHash[bucket]!
      while (words[before * WORDS + Word.next] !== slot) before = words[before * WORDS + Word.next]!
      words[before * WORDS + Word.next] = words[at + Word.next]!
    }
    words[at + Word.next] = this.firstFree
    this.firstFree = slot
    this.openCount--
  }

  openSlots(): number[] {
    const { words, firstOfHash } = this
    const slots: number[] = []
    for (const first of firstOfHash) {
      for (let slot = first; slot !== 0; slot = words[slot * WORDS + Word.next]!) slots.push(slot)
    }
    return slots
  }

  private takeSlot(): number {
    if (this.firstFree === 0) return this.nextFresh++
    const slot = this.firstFree
    this.firstFree = this.words[slot * WORDS + Word.next]!
    return slot
  }

  private chain(slot: number): void {
    const at = slot * WORDS
    const bucket = this.words[at + Word.hash]! & (this.capacity - 1)
    this.words[at + Word.next] = this.firstOfHash[bucket]!
    this.firstOfHash[bucket] = slot
  }

  /** Called only when every slot is open. */
  private grow(): void {
    this.capacity *= 2
    this.words = grown(this.words, new Uint32Array(this.capacity * WORDS))
    this.amounts = grown(this.amounts, new Float64Array(this.capacity * AMOUNTS))
    this.history = grown(this.history, new Uint8Array(this.capacity * HISTORY_BYTES))
    this.firstOfHash = new Uint32Array(this.capacity)
    for (let slot = 1; slot < this.nextFresh; slot++) this.chain(slot)
  }
}

function grown<Numbers extends Uint32Array | Float64Array | Uint8Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}

function isSameKey(words: Uint32Array, at: number, key: Uint32Array): boolean {
  for (let word = 0; word < KEY_WORDS; word++) if (words[at + word] !== key[word]) return false
  return true
}
