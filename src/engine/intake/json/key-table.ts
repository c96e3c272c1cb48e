/**
 * Key table: the names that the objects at one place of a record have had so far, found by the bytes they are written in.
 *
 * Rows of a log have nearly the same keys in the same order, so each key remembers the one that followed it: one comparison of bytes
 * instead of a hash and a search.
 */

/** One key of an object: of a value (`slot`), of an object inside (`inside`), or now the one, now the other. */
export interface Key {
  /** Of the value, among all values that a record may have; −1 while none has come. */
  slot: number
  inside: KeyTable | null
  /** The key that stood behind this one last. */
  next: Key | null
  /** The record that it was seen in last. */
  record: number
  /** Dotted, from the record's top: "flow.bytes_toserver". */
  readonly path: string
  /** As it is written between its quotes without escapes; empty while it has been written with them only. */
  bytes: Uint8Array
}

const PRIME = 0x01000193

export class KeyTable {
  /** The key that stood first last. */
  first: Key | null = null
  private readonly byHash = new Map<number, Key[]>()
  private readonly byName = new Map<string, Key>()

  /** @param prefix of its keys' paths: '' at the top, else ending with a dot */
  constructor(readonly prefix: string) {}

  /** @param start of the key's bytes, quotes left out */
  keyOf(bytes: Uint8Array, start: number, end: number, decode: (start: number, end: number) => string): Key {
    let hash = end - start
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, PRIME)
    const known = this.byHash.get(hash)?.find((key) => isWritten(key.bytes, bytes, start, end))
    return known ?? this.add(hash, bytes.slice(start, end), decode(start, end))
  }

  private add(hash: number, written: Uint8Array, name: string): Key {
    const key = this.byName.get(name) ?? this.added(name)
    if (written.includes(BACKSLASH)) return key
    key.bytes = written
    this.byHash.set(hash, [...(this.byHash.get(hash) ?? []), key])
    return key
  }

  private added(name: string): Key {
    const key = { slot: -1, inside: null, next: null, record: -1, path: this.prefix + name, bytes: NONE }
    this.byName.set(name, key)
    return key
  }

  keys(): Iterable<Key> {
    return this.byName.values()
  }
}

const BACKSLASH = 92
const NONE = new Uint8Array(0)

function isWritten(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false
  for (let at = 0; at < key.length; at++) if (key[at] !== bytes[start + at]) return false
  return true
}
