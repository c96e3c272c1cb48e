/**
 * Dragging: whether something is held over the page, and what. A container with `data-drop="own"` takes its own drops.
 */

const takenElsewhere = (event: DragEvent): boolean =>
  event.target instanceof Element && event.target.closest('[data-drop=own]') !== null

const carriesSomething = (transfer: DataTransfer | null): transfer is DataTransfer =>
  transfer !== null && (transfer.types.includes('Files') || transfer.types.includes('text/plain'))

class Dragging {
  /** How many files are held over the page; 0 is none, and a text counts as one. */
  itemCount = $state(0)
  kind = $state<'files' | 'text'>('files')
  /** Held over a container that takes its own drops. */
  elsewhere = $state(false)

  over(event: DragEvent): void {
    const transfer = event.dataTransfer
    if (!carriesSomething(transfer) || this.ownDrag) return
    event.preventDefault()
    this.elsewhere = takenElsewhere(event)
    if (!this.elsewhere) transfer.dropEffect = 'copy'
    this.kind = transfer.types.includes('Files') ? 'files' : 'text'
    this.itemCount = Math.max(1, [...transfer.items].filter((item) => item.kind === 'file').length)
  }

  /** The pointer leaves for another element all the time; for none, it leaves the window. */
  leave(event: DragEvent): void {
    if (event.relatedTarget === null) this.end()
  }

  /** @returns whether the drop is the page's to take */
  drop(event: DragEvent): boolean {
    const mine = this.itemCount > 0 && !takenElsewhere(event)
    if (carriesSomething(event.dataTransfer)) event.preventDefault()
    this.end()
    return mine
  }

  end(): void {
    this.itemCount = 0
    this.elsewhere = false
  }

  /** A drag that began on the page itself (a selected word, a link) is nothing to open. */
  ownDrag = false
}

export const dragging = new Dragging()
