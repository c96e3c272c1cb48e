/**
 * Text width: how much room a word takes in a drawing, and what of it fits.
 */

let context: CanvasRenderingContext2D | null | undefined
const measured = new Map<string, number>()

/** Pixels that `text` takes in the page's font. Measured once per text and size. */
export function textWidth(text: string, size = 11, weight = 400): number {
  const key = `${weight} ${size} ${text}`
  const known = measured.get(key)
  if (known !== undefined) return known
  context ??= document.createElement('canvas').getContext('2d')
  if (context === null) return text.length * size * 0.56
  context.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`
  const width = context.measureText(text).width
  if (measured.size > 5000) measured.clear()
  measured.set(key, width)
  return width
}

/** `text`, cut with an ellipsis to fit `room` pixels; '' if not even two letters fit. */
export function fitText(text: string, room: number, size = 11, weight = 400): string {
  if (textWidth(text, size, weight) <= room) return text
  let length = Math.min(text.length - 1, Math.floor((room / textWidth(text, size, weight)) * text.length))
  while (length > 1 && textWidth(`${text.slice(0, length)}…`, size, weight) > room) length--
  return length < 2 ? '' : `${text.slice(0, length).trimEnd()}…`
}
