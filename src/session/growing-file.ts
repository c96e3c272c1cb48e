/**
 * Growing file: a file that may be looked at again and again while another program writes it. Only the File System Access API gives
 * that: a file that was dropped or chosen the ordinary way is as it was at that moment, and unreadable once it has changed.
 *
 * Source: WICG, "File System Access", showOpenFilePicker.
 */

/** What TypeScript's own library lacks. */
interface Picker {
  showOpenFilePicker?: () => Promise<readonly FileSystemFileHandle[]>
}

/** Why this browser can't; null if it can. */
export function whyNoWatching(page: Window & Picker = window): string | null {
  if (page.showOpenFilePicker !== undefined) return null
  if (!page.isSecureContext)
    return 'The browser lets a page look at a file again only over https or from a disk, and this page came over plain http.'
  return 'This browser can’t look at a file again once it has changed: it lacks the File System Access API, which Chrome, Edge and other Chromium browsers have. Here, score the file anew as a second file.'
}

/** Must be called from a click or a key press. @returns null if nothing was chosen */
export async function chooseGrowingFile(page: Window & Picker = window): Promise<FileSystemFileHandle | null> {
  try {
    return (await page.showOpenFilePicker!())[0] ?? null
  } catch (error) {
    // Closed without a choice.
    if (error instanceof DOMException && error.name === 'AbortError') return null
    throw error
  }
}
