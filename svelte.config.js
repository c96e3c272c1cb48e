import { vitePreprocess } from '@sveltejs/vite-plugin-svelte'
import { readdirSync } from 'node:fs'
import { relative, resolve } from 'node:path'

const src = resolve(import.meta.dirname, 'src')
const components = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.svelte'))
  .sort()

/** @type {import('@sveltejs/vite-plugin-svelte').SvelteConfig} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    // `scripts/build/libraries.ts` leaves out the rest of Svelte.
    runes: true,
    // The page has thousands of these names: a component's number is shorter than a hash of its styles (1 kB gzip).
    cssHash: ({ filename, hash, css }) => {
      const number = components.indexOf(relative(src, resolve(filename)))
      return number < 0 ? `s-${hash(css)}` : `s${number}`
    },
  },
}
