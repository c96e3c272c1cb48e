/**
 * Trace page: what is seen on a page, as the body of an SVG: boxes, lines, words and the page's own drawings.
 *
 * A picture in text can be read in a diff and stays sharp, so the repository needs no binary. Words are set in the reader's
 * own fonts and stretched to the width they had. Not traced: canvases, pseudo-elements, transforms of HTML.
 */

/** Runs inside the page, so it may use nothing from outside itself; hence one long function. */
export function tracePage(): string {
  interface Box {
    readonly left: number
    readonly top: number
    readonly right: number
    readonly bottom: number
  }
  /** Presentation that a drawing takes from style sheets and would lose outside the page, and what it is if nobody says. */
  const SHAPE_DEFAULTS = {
    fill: 'rgb(0, 0, 0)',
    'fill-opacity': '1',
    stroke: 'none',
    'stroke-opacity': '1',
    'stroke-width': '1px',
    'stroke-dasharray': 'none',
    'stroke-linecap': 'butt',
    'stroke-linejoin': 'miter',
    opacity: '1',
  }
  const WORD_DEFAULTS = { 'font-size': '', 'font-weight': '400', 'text-anchor': 'start', 'dominant-baseline': 'auto' }
  const parts: string[] = []
  const n = (value: number): string => String(Math.round(value * 10) / 10)
  const escaped = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  const shared = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  })
  const seen = ({ left, top, right, bottom }: Box): boolean => right - left > 1 && bottom - top > 1
  const paints = (colour: string): boolean => !/^(transparent|rgba\(.*, 0\))$/.test(colour)
  const measure = document.createElement('canvas').getContext('2d')!
  const fontOf = (style: CSSStyleDeclaration): string => `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
  const family = (style: CSSStyleDeclaration): string => (/mono/i.test(style.fontFamily) ? 'm' : 's')

  function traceBox(element: Element, style: CSSStyleDeclaration, clip: Box): void {
    const box = element.getBoundingClientRect()
    const { left, top, right, bottom } = shared(box, clip)
    const at = `x="${n(left)}" y="${n(top)}" width="${n(right - left)}" height="${n(bottom - top)}"`
    const round = `rx="${n(Math.min(parseFloat(style.borderTopLeftRadius) || 0, box.height / 2))}"`
    if (paints(style.backgroundColor)) parts.push(`<rect ${at} ${round} fill="${style.backgroundColor}"/>`)
    const sides = (['Top', 'Right', 'Bottom', 'Left'] as const).map((side) => ({
      side,
      width: style[`border${side}Style`] === 'none' ? 0 : parseFloat(style[`border${side}Width`]),
      colour: style[`border${side}Color`],
    }))
    const drawn = sides.filter(({ width, colour }) => width > 0 && paints(colour))
    if (drawn.length === 4 && drawn.every(({ colour }) => colour === drawn[0]!.colour)) {
      const dash = style.borderTopStyle === 'dashed' ? ' stroke-dasharray="4 3"' : ''
      const half = drawn[0]!.width / 2
      const inner = `x="${n(left + half)}" y="${n(top + half)}" width="${n(right - left - 2 * half)}" height="${n(bottom - top - 2 * half)}"`
      parts.push(
        `<rect ${inner} ${round} fill="none" stroke="${drawn[0]!.colour}" stroke-width="${drawn[0]!.width}"${dash}/>`,
      )
      return
    }
    for (const { side, width, colour } of drawn) {
      const x = side === 'Right' ? box.right - width : box.left
      const y = side === 'Bottom' ? box.bottom - width : box.top
      const line = {
        left: x,
        top: y,
        right: side === 'Left' ? x + width : box.right,
        bottom: side === 'Top' ? y + width : box.bottom,
      }
      const part = shared(line, clip)
      if (part.right <= part.left || part.bottom <= part.top) continue
      parts.push(
        `<rect x="${n(part.left)}" y="${n(part.top)}" width="${n(part.right - part.left)}" height="${n(part.bottom - part.top)}" fill="${colour}"/>`,
      )
    }
  }

  /** One line of words, cut with an ellipsis where it runs out of its box. */
  function traceLine(text: string, box: Box, style: CSSStyleDeclaration, clip: Box): void {
    if (!seen(shared(box, clip)) || box.bottom > clip.bottom + 2 || box.top < clip.top - 2) return
    measure.font = fontOf(style)
    let words = text
    let width = box.right - box.left
    if (box.right > clip.right + 0.5) {
      const room = clip.right - box.left
      while (words.length > 0 && measure.measureText(`${words}…`).width > room) words = words.slice(0, -1)
      if (words.length === 0) return
      words = `${words.trimEnd()}…`
      width = measure.measureText(words).width
    }
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = measure.measureText(words)
    const y = (box.top + box.bottom + ascent - descent) / 2
    const weight = Number(style.fontWeight) >= 600 ? ' font-weight="600"' : ''
    parts.push(
      `<text class="${family(style)}" x="${n(box.left)}" y="${n(y)}" font-size="${parseFloat(style.fontSize)}"${weight} fill="${style.color}" textLength="${n(width)}" lengthAdjust="spacingAndGlyphs">${escaped(words)}</text>`,
    )
  }

  /** Words that stand on one height make a line. */
  function traceText(node: Text, style: CSSStyleDeclaration, clip: Box): void {
    const range = document.createRange()
    let line: { text: string; box: DOMRect } | null = null
    const flush = (): void => {
      if (line)
        traceLine(style.textTransform === 'uppercase' ? line.text.toUpperCase() : line.text, line.box, style, clip)
      line = null
    }
    for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      const box = range.getBoundingClientRect()
      if (box.width === 0) continue
      const current = line as { text: string; box: DOMRect } | null
      if (current && Math.abs(current.box.top - box.top) < 2) {
        current.text += ` ${word}`
        current.box = new DOMRect(current.box.left, current.box.top, box.right - current.box.left, current.box.height)
      } else {
        flush()
        line = { text: word, box }
      }
    }
    flush()
  }

  function traceDrawing(drawing: SVGSVGElement, clip: Box): void {
    const copy = drawing.cloneNode(true) as SVGSVGElement
    const originals = [drawing, ...drawing.querySelectorAll('*')]
    const copies = [copy, ...copy.querySelectorAll('*')]
    originals.forEach((original, index) => {
      const style = getComputedStyle(original)
      const twin = copies[index]!
      if (style.display === 'none' || style.visibility === 'hidden') return twin.remove()
      for (const name of [...twin.getAttributeNames()]) {
        if (/^(class|style|role|tabindex|id|on|aria-|data-)/.test(name)) twin.removeAttribute(name)
      }
      const isText = original instanceof SVGTextContentElement
      const defaults = isText ? { ...SHAPE_DEFAULTS, ...WORD_DEFAULTS } : SHAPE_DEFAULTS
      for (const [name, usual] of Object.entries(defaults)) {
        const value = style.getPropertyValue(name)
        // A group hands its presentation down, but for its opacity every shape below says its own.
        const said = value !== usual && (name === 'opacity' || !(original instanceof SVGGElement))
        if (said) twin.setAttribute(name, value)
        else twin.removeAttribute(name)
      }
      if (isText) twin.setAttribute('class', family(style))
    })
    const box = drawing.getBoundingClientRect()
    if (!seen(shared(box, clip))) return
    for (const [name, value] of Object.entries({ x: box.left, y: box.top, width: box.width, height: box.height })) {
      copy.setAttribute(name, n(value))
    }
    if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${n(box.width)} ${n(box.height)}`)
    parts.push(new XMLSerializer().serializeToString(copy).replace(/ xmlns="[^"]*"/g, ''))
  }

  function traceField(field: HTMLInputElement | HTMLSelectElement, style: CSSStyleDeclaration, clip: Box): void {
    const text =
      field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.text ?? '') : field.value || field.placeholder
    if (!text || ['checkbox', 'radio', 'file', 'range'].includes(field.type)) return
    const { left, top, right, bottom } = field.getBoundingClientRect()
    measure.font = fontOf(style)
    const { width } = measure.measureText(text)
    const start =
      style.textAlign === 'right'
        ? right - parseFloat(style.paddingRight) - width - 1
        : left + parseFloat(style.paddingLeft) + 1
    traceLine(text, { left: start, top, right: start + width, bottom }, style, clip)
  }

  function trace(element: Element, clip: Box): void {
    const style = getComputedStyle(element)
    if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') return
    const box = element.getBoundingClientRect()
    if (element instanceof SVGSVGElement) return traceDrawing(element, clip)
    if (style.display !== 'contents' && seen(shared(box, clip))) traceBox(element, style, clip)
    const inside = style.overflowX === 'visible' && style.overflowY === 'visible' ? clip : shared(clip, box)
    if (!seen(inside) || style.clipPath !== 'none') return
    if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement)
      return traceField(element, style, inside)
    for (const child of element.childNodes) {
      if (child instanceof Text) traceText(child, style, inside)
      else if (child instanceof Element) trace(child, inside)
    }
  }

  trace(document.body, { left: 0, top: 0, right: innerWidth, bottom: innerHeight })
  return parts.join('\n')
}
