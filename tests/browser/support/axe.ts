/**
 * Axe: what an accessibility checker finds on the screen as it stands.
 */

import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** One line per violation: rule, impact, and where. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  // Legacy: without a blank page of its own for each look; there are no frames here.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${impact}) at ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}

export async function expectAccessible(page: Page): Promise<void> {
  expect(await accessibilityViolations(page)).toEqual([])
}
