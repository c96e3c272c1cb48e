import { defineConfig, type Project } from '@playwright/test'
import { chromiumLaunch, firefoxLaunch } from './tests/browser/support/browsers'

const firefox = firefoxLaunch()
const projects: Project[] = [
  { name: 'chromium', use: { browserName: 'chromium', launchOptions: chromiumLaunch() } },
  // Firefox only runs what can differ between browsers: tests tagged @firefox.
  ...(firefox
    ? [{ name: 'firefox', grep: /@firefox/, use: { browserName: 'firefox' as const, launchOptions: firefox } }]
    : []),
]

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./tests/closing-line/playwright.ts']],
  use: { viewport: { width: 1440, height: 900 }, trace: 'off', screenshot: 'only-on-failure' },
  projects,
})
