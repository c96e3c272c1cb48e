/**
 * Arguments of the bench, checked: a mistake is a sentence.
 */

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface Arguments {
  /** Null: made flows. */
  readonly file: string | null
  readonly rowCount: number
  readonly seed: number
  readonly runs: number
  readonly rivals: boolean
  readonly firefox: boolean
  /** Only the job itself: no leafing through the screens, no stopping. */
  readonly jobOnly: boolean
  /** Row counts to grow through; null: one file. */
  readonly scale: readonly number[] | null
  /** How fast files of each format are read, of so many MB. */
  readonly formats: boolean
  readonly megabytes: number
  /** Gigabytes of a made capture; null: another file. */
  readonly capture: number | null
  /** Of each of its flows. */
  readonly mostPackets: number
  readonly json: string | null
}

export const USAGE =
  'Usage: npm run -s bench -- [FILE | --rows N] [--seed N] [--runs N] [--rivals] [--firefox] [--job-only] [--json OUT]\n' +
  '       npm run -s bench -- --scale [N,N,…] [--seed N] [--runs N] [--json OUT]\n' +
  '       npm run -s bench -- --formats [--megabytes N] [--seed N] [--runs N] [--json OUT]\n' +
  '       npm run -s bench -- --capture [GB] [--packets N] [--seed N] [--runs N] [--json OUT]'

/** A mistake in the command line, as a sentence. */
export class ArgumentMistake extends Error {}

const DEFAULT_ROWS = 100_000
const DEFAULT_SEED = 1
/** As a log of a busy day; of a file of 60 MB the start of the work is a third. */
const DEFAULT_MEGABYTES = 200
const DEFAULT_CAPTURE = '1'
const DEFAULT_MOST_PACKETS = 200
const DEFAULT_SCALE = '100000,1000000,10000000'

/** @throws ArgumentMistake */
export function readArguments(words: readonly string[]): Arguments {
  const { values, positionals } = parsed(words)
  const [given = null, ...more] = positionals
  if (more.length > 0) throw new ArgumentMistake(`One file at a time: ${positionals.join(', ')} are several.`)
  if (values.scale && (values.rivals || values.firefox))
    throw new ArgumentMistake('--scale measures Flotsam alone; leave --rivals and --firefox out.')
  return {
    file: given === null || values.scale || values.capture ? null : fileAt(given),
    rowCount: wholeNumber(values.rows, '--rows', DEFAULT_ROWS),
    seed: wholeNumber(values.seed, '--seed', DEFAULT_SEED),
    runs: wholeNumber(values.runs, '--runs', 1),
    rivals: values.rivals ?? false,
    firefox: values.firefox ?? false,
    jobOnly: values['job-only'] ?? false,
    scale: values.scale ? (given ?? DEFAULT_SCALE).split(',').map((text) => wholeNumber(text, '--scale', 0)) : null,
    formats: values.formats ?? false,
    megabytes: wholeNumber(values.megabytes, '--megabytes', DEFAULT_MEGABYTES),
    capture: values.capture ? gigabytes(given ?? DEFAULT_CAPTURE) : null,
    mostPackets: wholeNumber(values.packets, '--packets', DEFAULT_MOST_PACKETS),
    json: values.json ?? null,
  }
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      strict: true,
      allowPositionals: true,
      options: {
        rows: { type: 'string' },
        seed: { type: 'string' },
        runs: { type: 'string' },
        rivals: { type: 'boolean' },
        firefox: { type: 'boolean' },
        'job-only': { type: 'boolean' },
        scale: { type: 'boolean' },
        formats: { type: 'boolean' },
        megabytes: { type: 'string' },
        capture: { type: 'boolean' },
        packets: { type: 'string' },
        json: { type: 'string' },
      },
    })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new ArgumentMistake(`${message.split(/\. |\n/)[0]!.replace(/\.$/, '')}.`)
  }
}

function fileAt(path: string): string {
  if (!existsSync(path)) throw new ArgumentMistake(`There is no file ${path}.`)
  return resolve(path)
}

function gigabytes(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 100))
    throw new ArgumentMistake(`--capture is "${text}"; it must be a number of gigabytes, more than 0 and at most 100.`)
  return value
}

function wholeNumber(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined) return otherwise
  const value = Number(text.replaceAll('_', ''))
  if (!/^[\d_]+$/.test(text) || value < 1 || value > 2 ** 32 - 1)
    throw new ArgumentMistake(`${name} is "${text}"; it must be a whole number from 1.`)
  return value
}
