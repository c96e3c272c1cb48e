import { afterAll, describe, expect, test, vi } from 'vitest'
import type { ColouringInputs } from '../../../src/charts/map/colouring'
import type { Palette } from '../../../src/charts/colours'

// The theme looks at the page as it is loaded; here there is none.
vi.mock('../../../src/session/theme.svelte', () => ({ theme: { current: 'dark' } }))

const colouring = await import('../../../src/charts/map/colouring')

// Other files share the modules.
afterAll(() => {
  vi.doUnmock('../../../src/session/theme.svelte')
  vi.resetModules()
})

const grey = (value: number) => ({ red: value, green: value, blue: value })
const palette: Palette = {
  surface: grey(0),
  halo: '#000',
  anomaly: { red: 255, green: 100, blue: 0 },
  mark: grey(128),
  groups: Array.from({ length: 8 }, (_, i) => grey(100 + i)),
}
const inputs: ColouringInputs = {
  by: 'group',
  assignments: Uint8Array.of(0, 1, 2, 1),
  clusterCount: 3,
  scores: Float32Array.of(0.5, 1, 3, 9),
  threshold: 4,
  truthCodes: Uint8Array.of(1, 0, 1, 0),
  isAttack: [true, false],
  selectedCluster: null,
  inside: null,
  flaggedOnly: false,
  flaggedDots: new Uint32Array(0),
}

describe('colouring', () => {
  test('by group, every group has its colour and the ninth the grey of the third', () => {
    const { inks } = colouring.colouringOf({ ...inputs, clusterCount: 9 }, palette)
    expect(inks.map((ink) => ink.red)).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 102])
  })

  test('outside of a selection the same colours are mixed with the ground and lie below', () => {
    const { codes, inks, sequence } = colouring.colouringOf({ ...inputs, inside: Uint8Array.of(0, 1, 0, 1) }, palette)
    expect([...codes]).toEqual([3, 1, 5, 1])
    expect(inks[3]!.red).toBeLessThan(40)
    expect(sequence).toEqual([3, 4, 5, 0, 1, 2])
  })

  test('a selected group keeps its colour and comes on top, and no row is given another code', () => {
    const { codes, inks, sequence } = colouring.colouringOf({ ...inputs, selectedCluster: 1 }, palette)
    expect(codes).toBe(inputs.assignments)
    expect(inks.map((ink) => ink.red > 90)).toEqual([false, true, false])
    expect(sequence).toEqual([0, 2, 1])
  })

  test('by score, usual is neutral, the threshold and above is the anomaly colour', () => {
    const { codes, inks } = colouring.colouringOf({ ...inputs, by: 'score' }, palette)
    expect(inks[codes[0]!]).toMatchObject(palette.mark)
    expect(inks[codes[1]!]).toMatchObject(palette.mark)
    expect(inks[codes[3]!]).toMatchObject(palette.anomaly)
    expect(inks[codes[2]!]!.red).toBeGreaterThan(palette.mark.red)
    expect(inks[codes[2]!]!.red).toBeLessThan(palette.anomaly.red)
  })

  test('steps of the score never fall as the score rises', () => {
    const steps = Array.from({ length: 100 }, (_, i) => colouring.scoreStepOf(i * 0.1, 4))
    expect(steps).toEqual([...steps].sort((a, b) => a - b))
    expect(new Set(steps).size).toBeGreaterThan(8)
  })

  test('by ground truth, attacks lie on top whatever their place among the levels', () => {
    const { inks, sequence } = colouring.colouringOf({ ...inputs, by: 'truth' }, palette)
    expect(inks[0]).toMatchObject(palette.anomaly)
    expect(sequence).toEqual([1, 0])
  })

  test('flagged flows too many for rings become dots of their own on top of all', () => {
    const { codes, inks, sequence } = colouring.colouringOf({ ...inputs, flaggedDots: Uint32Array.of(3) }, palette)
    expect([...codes]).toEqual([0, 1, 2, 3])
    expect(inks[3]).toMatchObject(palette.anomaly)
    expect(sequence.at(-1)).toBe(3)
    expect([...inputs.assignments]).toEqual([0, 1, 2, 1])
  })

  test('a flow is flagged above the threshold, not at it', () => {
    expect([...colouring.flaggedRows(Float32Array.of(1, 4, 4.1, 9), 4)]).toEqual([2, 3])
  })
})
