/**
 * Proof link: the promise in the header leads to where it can be tried.
 */

/** Waits for the Open screen to be drawn, then shows its proof panel and puts the focus on it. */
export function pointAtProof(): void {
  requestAnimationFrame(() => {
    const panel = document.getElementById('proof')
    panel?.scrollIntoView({ block: 'center' })
    panel?.querySelector<HTMLElement>('button')?.focus()
  })
}
