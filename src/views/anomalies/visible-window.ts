/**
 * Visible window: which rows of a long list are on screen, and where to draw them.
 *
 * All rows are equally high, so this is arithmetic. Firefox lays nothing out below 17.9 million px (Chromium 33.5), which
 * 1,000,000 rows of 38 px pass; beyond `TALLEST_PX` the list is drawn shorter than it is and the scroll bar covers more rows per px.
 */

export interface VisibleWindow {
  readonly first: number
  /** One past the last. */
  readonly end: number
  /** Where row `first` is drawn, px below the head of the list. */
  readonly topPx: number
  /** Height of the whole list as drawn. */
  readonly heightPx: number
}

export const TALLEST_PX = 8_000_000

interface ListShape {
  readonly rowCount: number
  readonly rowPx: number
  /** Height of the part of the list that is seen. */
  readonly seenPx: number
}

/** How many px of list go by per px of scrolling: 1 unless the list is drawn shorter than it is. */
function listPerScroll({ rowCount, rowPx, seenPx }: ListShape): number {
  const fullPx = rowCount * rowPx
  return fullPx <= TALLEST_PX ? 1 : (fullPx - seenPx) / (TALLEST_PX - seenPx)
}

/** @param scrollPx how far the list is scrolled, px of the drawn list
 *  @param spareRows drawn beyond each end, so that a quick flick shows no gap */
export function visibleWindow(list: ListShape, scrollPx: number, spareRows = 6): VisibleWindow {
  const listPx = scrollPx * listPerScroll(list)
  const seenFirst = Math.floor(listPx / list.rowPx)
  const first = Math.max(0, Math.min(seenFirst, list.rowCount) - spareRows)
  const end = Math.min(list.rowCount, Math.ceil((listPx + list.seenPx) / list.rowPx) + spareRows)
  return {
    first,
    end: Math.max(first, end),
    topPx: scrollPx - (listPx - first * list.rowPx),
    heightPx: Math.min(list.rowCount * list.rowPx, TALLEST_PX),
  }
}

/** The scroll position that shows row `index` whole, moving as little as possible. */
export function scrollToShow(list: ListShape, scrollPx: number, index: number): number {
  const perScroll = listPerScroll(list)
  const listPx = scrollPx * perScroll
  const rowTop = index * list.rowPx
  if (rowTop < listPx) return rowTop / perScroll
  if (rowTop + list.rowPx > listPx + list.seenPx) return (rowTop + list.rowPx - list.seenPx) / perScroll
  return scrollPx
}
