/**
 * Logo: an orange tilted square afloat on two wavy lines, as SVG for the tab and as pixels for an installed app.
 *
 * Lengths are in units of a 20 × 20 box, y downwards.
 */

const SQUARE = { x: 10, y: 5, side: 5, turnDegrees: 18, colour: '#ff7a4d' }
const WAVES = { from: 1, to: 19, period: 9, height: 0.75, middles: [11.75, 16.25], width: 1.6, colour: '#5b9cf5' }
const NIGHT = '#0e1216'

const waveY = (x: number, middle: number): number =>
  middle + WAVES.height * Math.cos((2 * Math.PI * (x - WAVES.from)) / WAVES.period)

function wavePath(middle: number): string {
  const points: string[] = []
  for (let x = WAVES.from; x <= WAVES.to; x += 0.5) points.push(`${x} ${waveY(x, middle).toFixed(2)}`)
  return `M${points.join('L')}`
}

export function logoSvg(): string {
  const { x, y, side, turnDegrees, colour } = SQUARE
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">',
    `<path d="${WAVES.middles.map(wavePath).join('')}" fill="none" stroke="${WAVES.colour}" stroke-width="${WAVES.width}" stroke-linecap="round"/>`,
    `<rect x="${x - side / 2}" y="${y - side / 2}" width="${side}" height="${side}" transform="rotate(${turnDegrees} ${x} ${y})" fill="${colour}"/>`,
    '</svg>',
  ].join('')
}

function insideSquare(x: number, y: number): boolean {
  const turn = (SQUARE.turnDegrees * Math.PI) / 180
  const dx = x - SQUARE.x
  const dy = y - SQUARE.y
  const along = dx * Math.cos(turn) + dy * Math.sin(turn)
  const across = dy * Math.cos(turn) - dx * Math.sin(turn)
  return Math.max(Math.abs(along), Math.abs(across)) <= SQUARE.side / 2
}

/** The curve is flat enough (slope at most 0.52) to measure across it by its slope at x. */
function onWave(x: number, y: number, middle: number): boolean {
  const nearestX = Math.min(WAVES.to, Math.max(WAVES.from, x))
  const turns = (2 * Math.PI) / WAVES.period
  const slope = -WAVES.height * turns * Math.sin(turns * (nearestX - WAVES.from))
  const across = (y - waveY(nearestX, middle)) / Math.hypot(1, slope)
  return Math.hypot(across, x - nearestX) <= WAVES.width / 2
}

const colourAt = (x: number, y: number): string => {
  if (insideSquare(x, y)) return SQUARE.colour
  return WAVES.middles.some((middle) => onWave(x, y, middle)) ? WAVES.colour : NIGHT
}

const channelsOf = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

/**
 * The logo on a full dark square. It fills 60 % of the width, so that any mask an operating system lays over it
 * (a circle of 80 %, W3C Web App Manifest, "maskable") cuts only background.
 *
 * @returns size × size × 4, opaque, each pixel the mean of 16 points
 */
export function logoPixels(size: number): Uint8Array {
  const POINTS = 4
  const rgba = new Uint8Array(size * size * 4)
  const unitsPerPixel = 20 / (0.6 * size)
  const toUnits = (pixels: number): number => (pixels - size / 2) * unitsPerPixel + 10
  for (let py = 0; py < size; py++) {
    for (let px = 0; px < size; px++) {
      const sum = [0, 0, 0]
      for (let i = 0; i < POINTS * POINTS; i++) {
        const x = toUnits(px + ((i % POINTS) + 0.5) / POINTS)
        const y = toUnits(py + (Math.floor(i / POINTS) + 0.5) / POINTS)
        channelsOf(colourAt(x, y)).forEach((value, channel) => (sum[channel]! += value))
      }
      rgba.set([...sum.map((value) => Math.round(value / POINTS ** 2)), 255], (py * size + px) * 4)
    }
  }
  return rgba
}
