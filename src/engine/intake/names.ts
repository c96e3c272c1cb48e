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
  const unnamed: string[] = []
  const repeated: string[] = []
  const names = raw.map((text, index) => {
    const wanted = text.replace(/\s+/g, ' ').trim()
    const name = freeName(wanted || `column ${index + 1}`, taken)
    if (wanted === '') unnamed.push(name)
    else if (name !== wanted) repeated.push(name)
    taken.add(name)
    return name
  })
  return { names, warnings: [...unnamedWarning(unnamed), ...repeatedWarning(repeated)] }
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  for (let nth = 2; taken.has(name); nth++) name = `${wanted} (${nth})`
  return name
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
