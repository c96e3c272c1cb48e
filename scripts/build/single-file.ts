/**
 * Single file: put the script and the styles into index.html, and write the content policy with their hashes.
 *
 * A page opened from a USB stick can't load modules from beside it (`file://` has no origin), and a hash binds the page to
 * exactly the code it was built with.
 */

import type { Plugin, Rolldown } from 'vite'
import { contentPolicy } from './content-policy.ts'

const CHARSET = '<meta charset="utf-8" />'

/** Keeps the HTML parser from ending the script early or taking part of it for a comment. */
export const harmlessInHtml = (code: string): string =>
  code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')

/** Replaces the one match, or says what is missing: a page that still points beside itself would open empty. */
function replaceOnce(html: string, pattern: RegExp, text: string): string {
  if (!pattern.test(html)) throw new Error(`index.html has no ${pattern.source}`)
  return html.replace(pattern, () => text)
}

const escapedForPattern = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

export function singleFile(): Plugin {
  return {
    name: 'flotsam-single-file',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') throw new Error('the build wrote no index.html')
      page.source = inlined(String(page.source), bundle)
    },
  }
}

function inlined(html: string, bundle: Rolldown.OutputBundle): string {
  const scripts: string[] = []
  const styles: string[] = []
  for (const [fileName, item] of Object.entries(bundle)) {
    const name = escapedForPattern(fileName)
    if (item.type === 'chunk') {
      const code = harmlessInHtml(item.code)
      // The parser turns these into other characters, and the hash would no longer fit.
      if (/[\r\0]/.test(code)) throw new Error(`${fileName} holds a raw carriage return or NUL`)
      html = replaceOnce(html, new RegExp(`<script[^>]*src="[^"]*${name}"[^>]*></script>`), '')
      html = replaceOnce(html, /<\/body>/, `<script type="module">${code}</script>\n  </body>`)
      scripts.push(code)
    } else if (fileName.endsWith('.css')) {
      const css = String(item.source)
      html = replaceOnce(html, new RegExp(`<link[^>]*href="[^"]*${name}"[^>]*>`), `<style>${css}</style>`)
      styles.push(css)
    } else continue
    delete bundle[fileName]
  }
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentPolicy(scripts, styles)}" />`
  return replaceOnce(html, new RegExp(CHARSET), `${CHARSET}\n    ${policy}`)
}
