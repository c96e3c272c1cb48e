/**
 * Saving: a chart as a file of its own, SVG or PNG, that looks alike without this page's styles.
 *
 * Every element gets the colours and fonts it has on screen as attributes; canvas layers lie under the drawing, as an
 * image in an SVG and as pixels in a PNG. Title, caption and file name are written around it.
 */

import { saveAs } from '../session/files'

export interface PictureWords {
  readonly title: string
  readonly caption: string
  readonly source: string
}

const SVG = 'http://www.w3.org/2000/svg'
const INLINED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
  'dominant-baseline',
  'visibility',
] as const
const MARGIN = 16
const HEAD = 44
const FOOT = 28
/** Pixels of a PNG per pixel of the page. */
const PNG_SCALE = 2

/** "The curve bends at 3, and 7 still holds" → "the-curve-bends-at-3-and-7-still-holds.svg" */
export function pictureName(title: string, kind: 'svg' | 'png'): string {
  const plain = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return `${plain.slice(0, 60).replace(/-+$/, '') || 'chart'}.${kind}`
}

export async function saveChart(body: HTMLElement, kind: 'svg' | 'png', words: PictureWords): Promise<void> {
  const blob = kind === 'svg' ? await svgOf(body, words) : await pngOf(body, words)
  if (blob !== null) saveAs(blob, pictureName(words.title, kind))
}

async function svgOf(body: HTMLElement, words: PictureWords): Promise<Blob | null> {
  const drawing = standalone(body, words, true)
  for (const canvas of body.querySelectorAll('canvas')) {
    const place = placeIn(body, canvas)
    const image = document.createElementNS(SVG, 'image')
    for (const [name, value] of Object.entries({ ...place, href: canvas.toDataURL() }))
      image.setAttribute(name, String(value))
    drawing.querySelector('[data-layers]')?.append(image)
  }
  return new Blob([new XMLSerializer().serializeToString(drawing)], { type: 'image/svg+xml' })
}

async function pngOf(body: HTMLElement, words: PictureWords): Promise<Blob | null> {
  const drawing = standalone(body, words, false)
  const picture = document.createElement('canvas')
  picture.width = Number(drawing.getAttribute('width')) * PNG_SCALE
  picture.height = Number(drawing.getAttribute('height')) * PNG_SCALE
  const context = picture.getContext('2d')
  if (context === null) return null
  context.scale(PNG_SCALE, PNG_SCALE)
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--surface')
  context.fillRect(0, 0, picture.width, picture.height)
  for (const canvas of body.querySelectorAll('canvas')) {
    const { x, y, width, height } = placeIn(body, canvas)
    context.drawImage(canvas, x, y, width, height)
  }
  context.drawImage(await imageOf(drawing), 0, 0)
  return new Promise((resolve) => picture.toBlob(resolve, 'image/png'))
}

async function imageOf(drawing: SVGSVGElement): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(drawing)], { type: 'image/svg+xml' }),
  )
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** Where an element of the chart lies in the saved picture, in pixels of the page. */
function placeIn(body: HTMLElement, element: Element): { x: number; y: number; width: number; height: number } {
  const outer = body.getBoundingClientRect()
  const inner = element.getBoundingClientRect()
  return {
    x: inner.left - outer.left + MARGIN,
    y: inner.top - outer.top + HEAD,
    width: inner.width,
    height: inner.height,
  }
}

function standalone(body: HTMLElement, words: PictureWords, withGround: boolean): SVGSVGElement {
  const size = body.getBoundingClientRect()
  const width = Math.ceil(size.width) + 2 * MARGIN
  const height = Math.ceil(size.height) + HEAD + FOOT
  const picture = document.createElementNS(SVG, 'svg')
  set(picture, { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` })
  const style = getComputedStyle(document.documentElement)
  const ink = (name: string): string => style.getPropertyValue(name).trim()
  if (withGround) add(picture, 'rect', { width, height, fill: ink('--surface') })
  add(picture, 'g', { 'data-layers': '' })
  for (const svg of body.querySelectorAll('svg[data-chart]')) picture.append(inlined(svg, placeIn(body, svg)))
  const font = getComputedStyle(body).fontFamily
  write(picture, words.title, {
    x: MARGIN,
    y: 20,
    'font-size': 13,
    'font-weight': 600,
    'font-family': font,
    fill: ink('--text'),
  })
  write(picture, words.caption, { x: MARGIN, y: 36, 'font-size': 11, 'font-family': font, fill: ink('--text-3') })
  const foot = words.source === '' ? 'Flotsam' : `${words.source} · Flotsam`
  write(picture, foot, { x: MARGIN, y: height - 10, 'font-size': 11, 'font-family': font, fill: ink('--text-3') })
  return picture
}

/** A copy whose look no longer hangs on the page's styles. */
function inlined(svg: Element, place: { x: number; y: number; width: number; height: number }): Element {
  const copy = svg.cloneNode(true) as Element
  const originals = [svg, ...svg.querySelectorAll('*')]
  const copies = [copy, ...copy.querySelectorAll('*')]
  copies.forEach((element, i) => {
    const style = getComputedStyle(originals[i]!)
    for (const name of INLINED) element.setAttribute(name, style.getPropertyValue(name))
    for (const name of ['class', 'style', 'tabindex', 'role', 'id']) element.removeAttribute(name)
  })
  for (const element of copy.querySelectorAll('[data-only-on-screen]')) element.remove()
  set(copy, { x: place.x, y: place.y, width: place.width, height: place.height, overflow: 'visible' })
  return copy
}

function set(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
}

function add(parent: Element, name: string, attributes: Readonly<Record<string, string | number>>): Element {
  const element = document.createElementNS(SVG, name)
  set(element, attributes)
  parent.append(element)
  return element
}

function write(parent: Element, text: string, attributes: Readonly<Record<string, string | number>>): void {
  if (text !== '') add(parent, 'text', attributes).textContent = text
}
