/**
 * Remembered: something per key, for the keys met last. When there is no room, the key that was met longest ago is forgotten.
 */

export class Remembered<Value> {
  /** In the order they were met last: a Map keeps the order of insertion. */
  private readonly byKey = new Map<string, Value>()

  constructor(
    private readonly mostKeys: number,
    private readonly make: () => Value,
  ) {}

  of(key: string): Value {
    const value = this.byKey.get(key) ?? this.make()
    this.byKey.delete(key)
    this.byKey.set(key, value)
    if (this.byKey.size > this.mostKeys) this.byKey.delete(this.byKey.keys().next().value!)
    return value
  }
}
