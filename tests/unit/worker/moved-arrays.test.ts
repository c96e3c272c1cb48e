import { describe, expect, it } from 'vitest'
import { withMovedArrays } from '../../../src/worker/moved-arrays'

const large = (): Float64Array => Float64Array.from({ length: 10_000 }, (_, at) => at / 3)

describe('withMovedArrays', () => {
  it('copies large arrays, of which only the copies can be handed over, and leaves all else', () => {
    const inner = large()
    const small = new Uint8Array([1, 2, 3])
    const strays = new Map([[4, 'x']])
    const given = { name: 'settle', columns: [{ map: inner, small }, null], strays, texts: ['a', 'b'] }
    const { value, buffers } = withMovedArrays(given)
    expect(value).toEqual(given)
    expect(buffers.length).toBe(1)

    const moved = structuredClone(value, { transfer: [...buffers] })
    expect(moved).toEqual(given)
    expect(inner.length).toBe(10_000)
    expect((value as typeof given).strays).toBe(strays)
  })

  it('copies of a large array’s view no more than the view', () => {
    const view = large().subarray(1_000, 9_500)
    const { value, buffers } = withMovedArrays({ view })
    expect(buffers[0]!.byteLength).toBe(view.byteLength)
    expect((value as { view: Float64Array }).view).toEqual(view)
  })

  it('copies once what occurs twice, as a file that several stretches are of', () => {
    const parts = { name: 'all.tar', bytes: large() }
    const { value, buffers } = withMovedArrays({
      stretches: [
        { parts, start: 0 },
        { parts, start: 9 },
      ],
    })
    expect(buffers.length).toBe(1)
    const [first, second] = (value as { stretches: { parts: object }[] }).stretches
    expect(first!.parts).toBe(second!.parts)
  })

  it('leaves what is no plain value', () => {
    const blob = new Blob(['x'])
    expect(withMovedArrays({ source: blob })).toEqual({ value: { source: blob }, buffers: [] })
  })
})
