/**
 * Route: which screen is shown, kept in the address after `#/` so that back, forward and reload work.
 */

export const SCREENS = ['open', 'columns', 'clusters', 'anomalies', 'predict', 'models'] as const
export type Screen = (typeof SCREENS)[number]

const screenIn = (hash: string): Screen => SCREENS.find((screen) => hash === `#/${screen}`) ?? 'open'

class Route {
  screen = $state.raw<Screen>(screenIn(location.hash))

  constructor() {
    addEventListener('hashchange', () => (this.screen = screenIn(location.hash)))
  }

  go(screen: Screen): void {
    if (screen !== this.screen) location.hash = `#/${screen}`
    this.screen = screen
  }
}

export const route = new Route()
