/**
 * Arguments of evaluate, checked: a mistake is a sentence.
 */

import { parseArgs } from 'node:util'

export interface Arguments {
  readonly score: string
  readonly baseline: string | null
  readonly truth: string
  readonly ignore: readonly string[]
  /** uint32 */
  readonly seed: number
  readonly rows: string | null
  /** Whether columns made of times and addresses are features. */
  readonly networkFeatures: boolean
}

export const USAGE =
  'Usage: npm run -s evaluate -- --score FILE [--baseline FILE] --truth COLUMN [--ignore COLUMN]… [--network-features] [--seed N] [--rows OUT.csv]'

/** A mistake in the command line, as a sentence. */
export class ArgumentMistake extends Error {}

/** As the page (session/session.svelte.ts). */
const DEFAULT_SEED = 42
const LARGEST_SEED = 2 ** 32 - 1

/** @throws ArgumentMistake */
export function readArguments(words: readonly string[]): Arguments {
  const { values } = parsed(words)
  return {
    score: needed(values.score, '--score', 'a file to score'),
    baseline: values.baseline === undefined ? null : needed(values.baseline, '--baseline', 'a file to fit on'),
    truth: needed(values.truth, '--truth', 'the column that says which rows are attacks'),
    ignore: values.ignore ?? [],
    seed: values.seed === undefined ? DEFAULT_SEED : seedOf(values.seed),
    rows: values.rows === undefined ? null : needed(values.rows, '--rows', 'a file to write to'),
    networkFeatures: values['network-features'] ?? false,
  }
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      strict: true,
      allowPositionals: false,
      options: {
        score: { type: 'string' },
        baseline: { type: 'string' },
        truth: { type: 'string' },
        ignore: { type: 'string', multiple: true },
        seed: { type: 'string' },
        rows: { type: 'string' },
        'network-features': { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new ArgumentMistake(firstSentence(error instanceof Error ? error.message : String(error)))
  }
}

/** Node says first what is wrong, then how to say it otherwise. */
const firstSentence = (message: string): string => `${message.split(/\. |\n/)[0]!.replace(/\.$/, '')}.`

function needed(value: string | undefined, name: string, what: string): string {
  if (value === undefined || value === '') throw new ArgumentMistake(`${name} is missing: it names ${what}.`)
  return value
}

function seedOf(text: string): number {
  const seed = Number(text)
  if (/^\d+$/.test(text) && seed <= LARGEST_SEED) return seed
  throw new ArgumentMistake(`--seed is "${text}"; it must be a whole number from 0 to ${LARGEST_SEED}.`)
}
