/**
 * Profiles out: the groups as a table for a spreadsheet, and as a report to paste.
 */

import { harmless } from '../../wording/harmless'
import type { ClusterCard, Grouping, Trait } from '../../worker/protocol'
import { techniqueWords } from '../../wording/attack-techniques'
import { count, quantity, share } from '../../wording/numbers'
import { lowerFirst } from '../../wording/sentences'

const LINE_END = '\r\n'
const HEADS = [
  'group',
  'looks_like',
  'attack_technique',
  'evidence',
  'flows',
  'share',
  'flagged',
  'attack_share',
  'column',
  'value',
  'measure',
  'here',
  'all',
  'effect',
] as const

/** RFC 4180: a cell with a comma, a quote or a line end is quoted, quotes doubled. */
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const csvLine = (cells: readonly string[]): string => cells.map((cell) => quoted(harmless(cell))).join(',') + LINE_END

const traitCells = (trait: Trait): readonly string[] => [
  trait.column,
  trait.kind === 'category' ? trait.level : '',
  trait.kind === 'category' ? 'share' : 'median',
  String(trait.here),
  String(trait.all),
  String(trait.effectSize),
]

/** One line per group and trait; numbers as they are, for reckoning on. */
export function profilesCsv(grouping: Grouping, flaggedPerCluster: readonly number[]): string {
  const lines = grouping.cards.flatMap((card) => {
    const own = [
      card.letter,
      card.verdict.title,
      techniqueWords(card.verdict.kind),
      card.line,
      String(card.rowCount),
      String(card.share),
      String(flaggedPerCluster[card.clusterIndex] ?? 0),
      card.attackShare === null ? '' : String(card.attackShare),
    ]
    return (card.traits.length === 0 ? [['', '', '', '', '', '']] : card.traits.map(traitCells)).map((trait) =>
      csvLine([...own, ...trait]),
    )
  })
  return csvLine(HEADS) + lines.join('')
}

const valueOf = (trait: Trait, value: number): string =>
  trait.kind === 'number' ? quantity(value, trait.unit) : share(value)

/** What a file calls a column or a value must not turn into a heading or a link. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&')

function section(card: ClusterCard, flaggedCount: number): string {
  const { verdict } = card
  return [
    `## ${card.letter}: ${plain(verdict.title)}`,
    '',
    `${count(card.rowCount)} flows (${share(card.share)}), ${count(flaggedCount)} flagged. ${plain(card.line)}`,
    '',
    ...verdict.evidenceFor.map((text) => `- For: ${plain(text)}`),
    ...verdict.evidenceAgainst.map((text) => `- Against: ${plain(text)}`),
    ...[verdict, ...(verdict.within ?? [])].flatMap(({ kind, title }) =>
      techniqueWords(kind) === '' ? [] : [`- ATT&CK, ${plain(lowerFirst(title))}: ${techniqueWords(kind)}`],
    ),
    '',
    '| column | here | all |',
    '| --- | ---: | ---: |',
    ...card.traits.map(
      (trait) =>
        `| ${plain(trait.kind === 'category' ? `${trait.column} = ${trait.level}` : trait.column)} | ${valueOf(trait, trait.here)} | ${valueOf(trait, trait.all)} |`,
    ),
    '',
  ].join('\n')
}

/** Markdown: the finding, then a section per group. */
export function profilesText(fileName: string, grouping: Grouping, flaggedPerCluster: readonly number[]): string {
  const head = `# ${plain(fileName)}\n\n${plain(grouping.headline)}\n\n${plain(grouping.subline)}\n\n`
  return head + grouping.cards.map((card) => section(card, flaggedPerCluster[card.clusterIndex] ?? 0)).join('\n')
}
