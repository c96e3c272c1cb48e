import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'
import { kernels } from './scripts/build/kernels.ts'

export default defineConfig({
  plugins: [kernels(), svelte()],
  // Without it `.svelte.ts` state would be compiled for a server, where runes don't react.
  resolve: { conditions: ['browser', 'module', 'import', 'default'] },
  test: {
    include: ['tests/unit/**/*.test.ts'],
    environment: 'node',
    pool: 'threads',
    maxWorkers: 2,
    // Modules are shared, and kernels compiled once: 111 s where it takes 168 with isolation. What a file mocks it gives back.
    isolate: false,
    // Real files of 25,000 rows are fitted here, on machines with two busy cores.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './tests/closing-line/vitest.ts'],
  },
})
