/**
 * Menu item: one thing that a menu offers to do.
 */

export interface MenuItem {
  readonly label: string
  readonly hint?: string
  readonly disabled?: boolean
  readonly run: () => void
}
