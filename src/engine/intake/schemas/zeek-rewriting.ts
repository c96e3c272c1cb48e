/**
 * Zeek rewriting: a Zeek log that says its own way what stands for no value, or that holds columns parted by spaces, → the usual form.
 *
 * Elsewhere "-" is an unset field and "(empty)" an empty set; a log may name others. The labelled logs of the Stratosphere laboratory's
 * IoT-23 add `label` and `detailed-label` to the last field, three spaces apart. Every line stays a line.
 * Source: docs.zeek.org, LogAscii::unset_field and LogAscii::empty_field; S. Garcia, A. Parmisano and M. J. Erquiaga, IoT-23, 2020,
 * doi:10.5281/zenodo.4743746.
 */

import { success } from '../../failure'
import type { Converter } from '../conversion'
import { decoderOf, detectEncoding } from '../encoding'
import { LineWriter } from '../line-writer'
import { linesOf } from '../lines'
import { planReading } from '../plan'
import { zeekHeader, type ZeekHeader } from '../zeek'

const UNSET = '-'
const EMPTY = '(empty)'
const SPACES = /\s{2,}/

export const zeekRewriting: Converter = {
  name: 'zeek-rewriting',
  recognise: ({ text, bytes }) => {
    const header = zeekHeader(text)
    return header !== null && isUnusual(header) && !detectEncoding(bytes).startsWith('utf-16')
  },
  convert: async (source, head, options, store, pulse) => {
    const header = zeekHeader(head.text)!
    const rewriting = new Rewriting(header)
    const first = head.text.split(/\r?\n/).filter((line) => line.startsWith('#'))
    const planned = planReading(source.name, `${first.map((line) => rewriting.line(line)).join('\n')}\n`, false, {})
    if (!planned.ok) return planned
    const decoder = decoderOf(options.encoding ?? detectEncoding(head.bytes))
    const sink = store.open(source.name)
    const writer = new LineWriter(sink)
    try {
      for await (const { bytes } of linesOf(source, pulse, () => writer.lineCount)) {
        await writer.write(rewriting.line(decoder.decode(bytes)))
      }
      const facts = { unit: 'line', skipped: [], refusedCount: 0, refused: [], warnings: [] } as const
      return success({ kind: 'table', text: await writer.finish(), plan: planned.value, facts })
    } catch (error) {
      await sink.drop()
      throw error
    }
  },
}

const isUnusual = ({ unsetField, emptyField, delimiter, names }: ZeekHeader): boolean =>
  unsetField !== UNSET ||
  (emptyField !== EMPTY && emptyField !== UNSET) ||
  delimiter.length > 1 ||
  names.some((name) => SPACES.test(name))

class Rewriting {
  private readonly hasSpaces: boolean

  constructor(private readonly header: ZeekHeader) {
    this.hasSpaces = header.names.some((name) => SPACES.test(name))
  }

  line(text: string): string {
    if (text.startsWith('#separator')) return '#separator \\x09'
    const cells = this.cellsOf(text)
    return (text.startsWith('#') ? cells : cells.map((cell) => this.cell(cell))).join('\t')
  }

  private cellsOf(text: string): readonly string[] {
    const cells = text.split(this.header.delimiter).map((cell) => cell.replaceAll('\t', ' '))
    return this.hasSpaces ? [...cells.slice(0, -1), ...cells[cells.length - 1]!.split(SPACES)] : cells
  }

  private cell(cell: string): string {
    if (cell === this.header.unsetField) return UNSET
    return cell === this.header.emptyField ? EMPTY : cell
  }
}
