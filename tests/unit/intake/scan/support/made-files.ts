/**
 * Made files: small delimited texts with every kind of trouble, from a seed.
 *
 * A file is a list of bytes made of strings in which each character is one byte; what is beyond ASCII is put in as it would stand in
 * UTF-8, in Latin-1, or broken.
 */

import type { Encoding, Quote, ReadOptions } from '../../../../../src/engine/intake/facts'
import { seededRandom, type Random } from '../../../../../src/engine/numeric/random'

export interface MadeFile {
  readonly bytes: Uint8Array
  readonly options: ReadOptions
}

const UTF8 = ['Ã©', 'â\x82¬', '\xf0\x9f\x98\x80', 'Â\xa0', 'ï»¿', 'â\x80\x83', 'ã\x80\x80']
const LATIN1 = ['é', '\xa0', '\x85', '\x80', 'ü', '\xff', '\x9d']
const BROKEN = ['\xc3', 'â\x82', '\xf0\x9f', '\x80', 'Ã(', 'í\xa0\x80', 'À\xaf', '\xfe']
const NUMBERS =
  '0 1 -1 +7 3.14 0.50 1.0 007 -0 0.000 .5 5. . + - 1e5 1E-3 2.5e+22 1e400 12345678901234567890 9007199254740993 0.1234567890123456789 inf -Infinity +INF 0x1f 1,5 00.5 1.2.3 4e 1e+ -.5 -0.0 80 443 65535'.split(
    ' ',
  )
const WORDS =
  'tcp udp icmp http-alt normal neptune 192.168.1.10 10.0.0.1 2001:db8::1 S0 SF #x Café a-longer-text-than-seven'.split(
    ' ',
  )
const MISSING = ['', '-', '?', 'NaN', 'nan', 'null', 'NULL', 'N/A', '(empty)', 'None']
const WHITE = [' ', '\t', '  ', '\v', '\f', ' \t ', '\x1c', '\x1f']
const SOUP = [
  'a',
  'b',
  '1',
  ',',
  ',',
  ';',
  '"',
  '"',
  '\n',
  '\n',
  '\r',
  '\r\n',
  ' ',
  '\t',
  '""',
  '"\n',
  ',"',
  '",',
  '\0',
  "'",
  '#',
]

export function madeFile(seed: number): MadeFile {
  const random = seededRandom(seed)
  return new FileMaker(random).file()
}

class FileMaker {
  private readonly delimiter: string
  private readonly quote: string
  private readonly newlines: readonly string[]
  /** How likely something odd is, per cell or row. */
  private readonly trouble: number
  private readonly beyondAscii: readonly string[]
  private readonly nuls: boolean
  private readonly quoting: number
  private readonly options: { -readonly [Key in keyof ReadOptions]: ReadOptions[Key] } = {}

  constructor(private readonly random: Random) {
    this.delimiter = this.one([',', ',', ';', '\t', '|', ' '])
    this.quote = this.one(['"', '"', '"', "'"])
    this.newlines = this.one([['\n'], ['\n'], ['\r\n'], ['\r'], ['\n', '\r\n'], ['\n', '\r'], ['\r\n', '\r', '\n']])
    this.trouble = this.one([0, 0.02, 0.1, 0.3])
    this.beyondAscii = this.one([[], [], UTF8, LATIN1, BROKEN, [...UTF8, ...BROKEN], [...UTF8, ...LATIN1]])
    this.nuls = this.may(0.1)
    this.quoting = this.one([0, 0.05, 0.3, 1])
    if (this.may(0.5)) this.options.delimiter = this.delimiter
    if (this.may(0.3)) this.options.header = this.may(0.5)
    if (this.may(0.3)) this.options.quote = this.one<Quote>(['none', '"', "'"])
    if (this.may(0.15)) this.options.encoding = this.one<Encoding>(['utf-8', 'latin-1', 'utf-8-bom'])
  }

  file(): MadeFile {
    const body = this.may(0.1) ? this.soup() : this.may(0.08) ? this.zeek() : this.table()
    const text = (this.may(0.1) ? 'ï»¿' : '') + body
    return { bytes: Uint8Array.from(text, (letter) => letter.charCodeAt(0)), options: this.options }
  }

  private may(chance: number): boolean {
    return this.random.next() < chance
  }
  private one<T>(choices: readonly T[]): T {
    return choices[this.random.below(choices.length)]!
  }
  private times<T>(count: number, make: (index: number) => T): T[] {
    return Array.from({ length: count }, (_, index) => make(index))
  }

  private soup(): string {
    const letters = [...SOUP, ...this.beyondAscii]
    return this.times(this.random.below(120), () => this.one(letters)).join('')
  }

  private zeek(): string {
    const names = this.times(1 + this.random.below(4), (index) => `f${index}`)
    const head = [
      `#separator \\x09`,
      '#set_separator\t,',
      `#fields\t${names.join('\t')}`,
      `#types\t${names.map(() => 'string').join('\t')}`,
    ]
    const others = [
      head[2]!,
      '#fields\tother',
      `#fields\t${names.map((_, index) => `g${index}`).join('\t')}`,
      '#fie\xe9lds',
    ]
    const rows = this.times(this.random.below(12), () =>
      this.may(0.1) ? '#close\t2026' : this.may(0.2) ? this.one(others) : names.map(() => this.content()).join('\t'),
    )
    delete this.options.delimiter
    delete this.options.header
    return this.lines([...head, ...rows])
  }

  private table(): string {
    const width = 1 + this.random.below(6)
    const header = this.may(0.6) ? [this.times(width, (index) => `name${index}`).join(this.delimiter)] : []
    const contents = this.times(width, () => this.columnContent())
    const rows = this.times(this.random.below(this.may(0.02) ? 1500 : 30), () => this.row(contents))
    const again = this.may(0.2) ? header : []
    const half = this.random.below(rows.length + 1)
    return this.lines([...header, ...rows.slice(0, half), ...again, ...rows.slice(half), ...again])
  }

  private lines(rows: readonly string[]): string {
    let text = this.may(0.1) ? this.one(this.newlines) : ''
    for (const row of rows) text += row + this.one(this.newlines)
    if (this.may(0.4)) text = text.replace(/[\r\n]+$/, '')
    if (this.may(0.15)) text += this.one([' ', '\r', ' \r', '  ', '\n\n', '"', '\0', '\r\n ', ' \t'])
    return text
  }

  private row(contents: readonly (() => string)[]): string {
    if (this.may(this.trouble / 2))
      return this.one(['', ' ', this.delimiter, `${this.delimiter} ${this.delimiter}`, '""', '\t', '# no row'])
    const cells = contents.map((content) => this.dressed(content()))
    if (this.may(this.trouble))
      cells.splice(
        this.random.below(cells.length + 1),
        this.random.below(2),
        ...this.times(this.random.below(3), () => 'x'),
      )
    return cells.join(this.delimiter)
  }

  /** What the cells of a column are like. */
  private columnContent(): () => string {
    const numbers = (): string => this.one(NUMBERS)
    const words = (): string => this.one(WORDS)
    const counts = (): string => String(this.random.below(50))
    const mixed = (): string => this.content()
    return this.one([numbers, words, counts, counts, mixed])
  }

  private content(): string {
    const { random } = this
    if (this.may(0.1)) return this.one(MISSING)
    if (this.may(0.4)) return this.one(NUMBERS)
    if (this.may(0.1)) return 'y'.repeat(random.below(80))
    return this.one(WORDS)
  }

  /** A cell as it might stand in the file: with white space, quotes, damage. */
  private dressed(text: string): string {
    const { quote, trouble } = this
    let cell = text
    if (this.beyondAscii.length > 0 && this.may(0.15)) cell = this.inserted(cell, this.one(this.beyondAscii))
    if (this.nuls && this.may(0.05)) cell = this.inserted(cell, '\0')
    if (this.may(trouble)) cell = this.inserted(cell, this.one([quote, '\r', ' ', ...WHITE]))
    if (this.may(trouble)) cell = this.one(WHITE) + cell
    if (this.may(trouble)) cell += this.one(WHITE)
    if (!this.may(this.quoting)) return cell
    if (this.may(trouble))
      cell = this.inserted(cell, this.one([this.delimiter, this.one(this.newlines), quote, '\n', '\r']))
    let quoted = quote + cell.replaceAll(quote, quote + quote) + quote
    if (this.may(trouble)) quoted += this.one([...WHITE, ' ', 'x', '\xa0', 'Â\xa0', '\0', '\r'])
    if (this.may(trouble / 4))
      quoted = this.one([quoted.slice(0, -1), quote + cell + quote, quoted.slice(1), ` ${quoted}`])
    return quoted
  }

  private inserted(text: string, what: string): string {
    const at = this.random.below(text.length + 1)
    return text.slice(0, at) + what + text.slice(at)
  }
}
