/**
 * Theme: dark or light, chosen by the system or by the page's own switch.
 */

import { expect, type Page } from '@playwright/test'

export type Theme = 'dark' | 'light'
export const THEMES: readonly Theme[] = ['dark', 'light']

/** As the operating system would ask for it; the page follows until its own switch has been used. */
export async function asSystemTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
}
