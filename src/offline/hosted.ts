/**
 * Hosted: what the page adds to itself when it came from a web server. A page opened from a disk has neither.
 */

/** Offers the page for installation and keeps it for the next visit without a server. */
export function settleWhereHosted(): void {
  // The development server has neither file to give.
  if (!import.meta.env.PROD || !/^https?:$/.test(location.protocol)) return
  const manifest = document.createElement('link')
  manifest.rel = 'manifest'
  manifest.href = './manifest.webmanifest'
  document.head.append(manifest)
  // Absent in a private window of some browsers and on plain http to another machine; the page works without.
  if (!('serviceWorker' in navigator)) return
  addEventListener('load', () => {
    navigator.serviceWorker.register('./sw.js', { updateViaCache: 'none' }).catch(() => undefined)
  })
}
