import { describe, expect, it } from 'vitest'
import { KDD_FEATURES } from '../../../src/engine/intake/kdd'
import { floodWindows, scanWindows } from '../../../src/engine/injection/kdd-windows'

describe('KDD’s windows of a planted flow', () => {
  it('are columns of KDD, with rates that are shares of two decimals', () => {
    for (const index of [0, 1, 19, 254, 1999]) {
      for (const windows of [scanWindows(index, false), scanWindows(index, true), floodWindows(index, 2000, false)]) {
        for (const [name, value] of Object.entries(windows)) {
          expect(KDD_FEATURES).toContain(name)
          if (!name.endsWith('rate')) continue
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
          expect(value).toBe(Number(value.toFixed(2)))
        }
      }
    }
  })

  it('of a scan see ever more services, of a flood ever more calls of one', () => {
    expect(scanWindows(0, false)).toMatchObject({
      count: 1,
      same_srv_rate: 1,
      diff_srv_rate: 0,
      dst_host_serror_rate: 0,
    })
    expect(scanWindows(199, false)).toMatchObject({
      count: 20,
      srv_count: 1,
      same_srv_rate: 0.05,
      diff_srv_rate: 0.95,
      dst_host_serror_rate: 0.78,
    })
    expect(floodWindows(1999, 2000, false)).toMatchObject({
      count: 400,
      srv_count: 400,
      same_srv_rate: 1,
      serror_rate: 1,
      dst_host_serror_rate: 1,
    })
  })

  it('count refusals where the flows are refused', () => {
    expect(scanWindows(99, true)).toMatchObject({
      serror_rate: 0,
      rerror_rate: 1,
      dst_host_srv_serror_rate: 0,
      dst_host_srv_rerror_rate: 1,
    })
  })
})
