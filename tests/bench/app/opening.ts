/**
 * Opening: how long the page takes from the start of the navigation until it can be used, in a browser that has never seen it.
 */

import type { Browser } from 'playwright'
import { median } from '../medians'

/** Each in a browser of its own, started anew, with an empty profile. */
const PROFILES = 5

/** Milliseconds on the page's clock, which starts with the navigation. */
interface Opening {
  usableAt?: number
}

/** @returns milliseconds, the median: until the first screen stands, drawn, and a file can be chosen */
export async function openingMs(launch: () => Promise<Browser>, address: string): Promise<number> {
  const times: number[] = []
  for (let profile = 0; profile < PROFILES; profile++) times.push(await openOnce(launch, address))
  return Math.round(median(times)!)
}

async function openOnce(launch: () => Promise<Browser>, address: string): Promise<number> {
  const browser = await launch()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.addInitScript(() => {
      const opening = window as Opening
      const watch = new MutationObserver(() => {
        if (document.querySelector('input[type=file]') === null || document.querySelector('h1') === null) return
        watch.disconnect()
        // The frame that has it, and then a task: after it was drawn, with nothing in the way of a click.
        requestAnimationFrame(() => setTimeout(() => (opening.usableAt = performance.now())))
      })
      watch.observe(document, { subtree: true, childList: true })
    })
    await page.goto(address)
    const usable = await page.waitForFunction(() => (window as Opening).usableAt)
    return (await usable.jsonValue())!
  } finally {
    await browser.close()
  }
}
