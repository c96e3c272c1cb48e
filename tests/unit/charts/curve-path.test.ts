import { curveStepBefore, line } from 'd3'
import { expect, it } from 'vitest'
import { curvePath, type CurvePoint } from '../../../src/charts/curve-path'

const POINTS: readonly CurvePoint[] = [
  [44, 200],
  [51.23456, 20.5],
  [60, 20.5],
  [300.0004, 0],
]

it('joins points by straight lines, as d3 does', () => {
  for (const count of [0, 1, 2, 4]) {
    const points = POINTS.slice(0, count)
    expect(curvePath(points)).toBe(line()(points.map(([x, y]) => [x, y])) ?? '')
  }
})

it('joins points by steps that change at the earlier point, as d3 does', () => {
  const path = line().curve(curveStepBefore)(POINTS.map(([x, y]) => [x, y]))!
  // d3 writes every corner out.
  const corners: string[] = []
  let [x, y] = ['', '']
  for (const [, letter, value] of curvePath(POINTS, true).matchAll(/([MVH])([^MVH]+)/g)) {
    if (letter === 'M') [x, y] = value!.split(',') as [string, string]
    else if (letter === 'V') y = value!
    else x = value!
    corners.push(`${letter === 'M' ? 'M' : 'L'}${x},${y}`)
  }
  expect(corners.join('')).toBe(path)
})
