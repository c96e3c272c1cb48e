/**
 * Theme: dark or light, by the system until the switch has been used.
 */

export type Theme = 'dark' | 'light'

const KEPT_AS = 'flotsam-theme'
const systemPrefersLight = matchMedia('(prefers-color-scheme: light)')

/** localStorage throws where storage is forbidden; the theme is then kept for this page only. */
function kept(): Theme | null {
  try {
    const theme = localStorage.getItem(KEPT_AS)
    return theme === 'dark' || theme === 'light' ? theme : null
  } catch {
    return null
  }
}

class ThemeSwitch {
  current = $state.raw<Theme>(kept() ?? (systemPrefersLight.matches ? 'light' : 'dark'))

  constructor() {
    systemPrefersLight.addEventListener('change', () => {
      if (kept() === null) this.show(systemPrefersLight.matches ? 'light' : 'dark')
    })
    this.show(this.current)
  }

  flip(): void {
    const next = this.current === 'dark' ? 'light' : 'dark'
    this.show(next)
    try {
      localStorage.setItem(KEPT_AS, next)
    } catch {
      // Not kept: the next visit follows the system again.
    }
  }

  private show(theme: Theme): void {
    this.current = theme
    document.documentElement.dataset['theme'] = theme
  }
}

export const theme = new ThemeSwitch()
