/**
 * Reading: how the open file is read where the analyst has overruled what would have been found, and what is remembered of it.
 */

import { keepReading, readingKey, readReading } from '../storage/overrides'
import type { EngineClient } from '../worker/client'
import type { FirstLook, ReadOptions, Source } from '../worker/protocol'

class Reading {
  /** What the analyst has overruled; nothing where all was found. */
  options = $state.raw<ReadOptions>({})
  /** Whether it was overruled for an earlier file of the same columns. */
  isRemembered = $state(false)

  readonly isOverruled = $derived(Object.keys(this.options).length > 0)

  /** The open file was read so. */
  adopt(options: ReadOptions, isRemembered: boolean): void {
    this.options = options
    this.isRemembered = isRemembered
  }

  /** What was said of an earlier file that looks like this one. */
  async rememberedFor(source: Source, engine: EngineClient): Promise<ReadOptions> {
    const key = await keyOf(source, engine)
    return (key === null ? null : await readReading(key)) ?? {}
  }

  async remember(source: Source, options: ReadOptions, engine: EngineClient): Promise<void> {
    const key = await keyOf(source, engine)
    if (key !== null) await keepReading(key, options)
  }
}

/** @returns null where the first bytes say nothing of columns */
async function keyOf(source: Source, engine: EngineClient): Promise<string | null> {
  const look = await engine.attempt((api) => api.firstLook(source, {}))
  return look.ok && look.value !== null && source.kind !== 'sample' ? readingKey(look.value) : null
}

/** What the first bytes say under these options; null where nothing can be said. */
export async function lookAt(source: Source, options: ReadOptions, engine: EngineClient): Promise<FirstLook | null> {
  const look = await engine.attempt((api) => api.firstLook(source, options))
  return look.ok ? look.value : null
}

export const reading = new Reading()
