/**
 * Names: what a group is called on the map, where a word or two must do.
 */

/** "Looks like a SYN flood" → "SYN flood"; "Web and mail, completed" stays. */
export function shortName(title: string): string {
  const rest = title.replace(/^(?:may be|looks like|might be) (?:an? |the )?/i, '')
  return rest.slice(0, 1).toUpperCase() + rest.slice(1)
}
