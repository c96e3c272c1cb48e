/**
 * Content policy: what the browser lets the built page do. This is the promise "nothing leaves this computer" as a rule.
 *
 * Source: W3C Content Security Policy Level 3, https://www.w3.org/TR/CSP3/
 */

import { createHash } from 'node:crypto'

/** A hash source: `'sha256-…'` over the exact UTF-8 bytes between the tags. */
const hashSource = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * @param scripts text of every inline script, as it stands in the page
 * @param styles  text of every inline style
 * @returns the policy, for a `<meta http-equiv>`; workers started from blobs inherit it
 */
export function contentPolicy(scripts: readonly string[], styles: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${[...scripts.map(hashSource), "'wasm-unsafe-eval'"].join(' ')}`,
    `style-src ${styles.map(hashSource).join(' ') || "'none'"}`,
    // 'self' is for the service worker of a hosted page: Chromium 147 refuses to register one without it.
    "worker-src 'self' blob:",
    'img-src data: blob:',
    "connect-src 'none'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
