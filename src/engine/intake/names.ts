/**
 * Names: how column names are compared, and made fit to tell columns apart.
 */

/** Lower case, letters a to z and digits only: "id.orig_h" and " Id Orig H" are one name. '' for a name in another script. */
export const normalisedName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * Trims names, fills in empty ones by position and tells repeats apart.
 * @returns unique names, and a sentence for each kind of change
 */
export function uniqueNames(raw: readonly string[]): { readonly names: string[]; readonly warnings: string[] } {
  const taken = new Set<string>()
  const nextNth = new Map<string, number>()
  const unnamed: string[] = []
  const repeated: string[] = []
  const names = raw.map((text, index) => {
    const wanted = text.replace(/\s+/g, ' ').trim()
    const name = freeName(wanted || `column ${index + 1}`, taken, nextNth)
    if (wanted === '') unnamed.push(name)
    else if (name !== wanted) repeated.push(name)
    taken.add(name)
    return name
  })
  return { names, warnings: [...unnamedWarning(unnamed), ...repeatedWarning(repeated)] }
}

/** @param nextNth per repeated name the number to try next: begun at 2 each time, 20,000 equal names took 50 s */
function freeName(wanted: string, taken: ReadonlySet<string>, nextNth: Map<string, number>): string {
  if (!taken.has(wanted)) return wanted
  let nth = nextNth.get(wanted) ?? 2
  while (taken.has(`${wanted} (${nth})`)) nth++
  nextNth.set(wanted, nth + 1)
  return `${wanted} (${nth})`
}

const listed = (names: readonly string[]): string =>
  names
    .slice(0, 5)
    .map((name) => `“${name}”`)
    .join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '')

const unnamedWarning = (names: readonly string[]): string[] =>
  names.length === 0
    ? []
    : [
        `The header leaves ${names.length === 1 ? 'a column' : `${names.length} columns`} without a name: called ${listed(names)} here.`,
      ]

const repeatedWarning = (names: readonly string[]): string[] =>
  names.length === 0
    ? []
    : [`The header uses ${names.length === 1 ? 'a name' : 'names'} more than once: told apart as ${listed(names)}.`]
