/**
 * Keys: what the keyboard does right now. A screen registers its keys for the time it is mounted; the footer shows them
 * and the `?` sheet lists them all.
 *
 * Never fires while somebody types, with a modifier held, or behind an open dialog; Enter is left to a focused control.
 */

import { untrack } from 'svelte'

export interface KeyBinding {
  /** As `KeyboardEvent.key` says it, letters in lower case; several are alternatives: ['+', '=']. */
  readonly key: string | readonly string[]
  /** What it does, for the footer and the sheet: "choose a file". */
  readonly words: string
  readonly run: (event: KeyboardEvent) => void
  /** How it is written, where the key's own name does not do. */
  readonly shown?: string
  /** Left out of the footer, listed in the sheet. */
  readonly rare?: boolean
  /** Not now: shown, but does nothing. */
  readonly enabled?: () => boolean
}

interface KeyGroup {
  readonly title: string
  readonly bindings: readonly KeyBinding[]
}

const SHOWN: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  '-': '−',
}

const keysOf = (binding: KeyBinding): readonly string[] =>
  typeof binding.key === 'string' ? [binding.key] : binding.key

/** "o" → "O", "Escape" → "Esc". */
export function shownKey(binding: KeyBinding): string {
  const first = keysOf(binding)[0] ?? ''
  return binding.shown ?? SHOWN[first] ?? (first.length === 1 ? first.toUpperCase() : first)
}

/** Alternatives (j and k) share their words and are shown once, where they are written together. */
export const onePerWords = (bindings: readonly KeyBinding[]): readonly KeyBinding[] =>
  bindings.filter((binding, at) => bindings.findIndex((other) => other.words === binding.words) === at)

class Keys {
  /** In the order of mounting: the innermost comes last and is asked first. */
  groups = $state.raw<readonly KeyGroup[]>([])

  /**
   * @param everywhere true for keys of the whole page: a screen's own come before them
   * @returns the way to take them back
   */
  register(title: string, bindings: readonly KeyBinding[], everywhere = false): () => void {
    const group = { title, bindings }
    this.groups = everywhere ? [group, ...this.groups] : [...this.groups, group]
    return () => (this.groups = this.groups.filter((kept) => kept !== group))
  }

  press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || belongsElsewhere(event)) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    for (const group of this.groups.toReversed()) {
      const binding = group.bindings.find((kept) => keysOf(kept).includes(key) && (kept.enabled?.() ?? true))
      if (binding === undefined) continue
      event.preventDefault()
      binding.run(event)
      return
    }
  }
}

const TYPED_INTO =
  'input:not([type=radio], [type=checkbox], [type=range], [type=button]), textarea, select, [contenteditable=true]'
const PRESSED_WITH_ENTER = 'a[href], button, summary, [role=button], [role=menuitem], [role=option]'

function belongsElsewhere(event: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open], [role=menu]:popover-open') !== null) return true
  const target = event.target
  if (!(target instanceof Element)) return false
  if (target.matches(TYPED_INTO)) return event.key !== 'Escape'
  return (event.key === 'Enter' || event.key === ' ') && target.closest(PRESSED_WITH_ENTER) !== null
}

export const keys = new Keys()

/** Registers keys for as long as the calling component is mounted. */
export function useKeys(title: string, bindings: () => readonly KeyBinding[], everywhere = false): void {
  $effect(() => {
    const now = bindings()
    const takeBack = untrack(() => keys.register(title, now, everywhere))
    return () => untrack(takeBack)
  })
}
