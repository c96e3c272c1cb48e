/**
 * Drop words: what letting go would do.
 */

export interface DropWords {
  readonly title: string
  readonly text: string
}

export function dropWords(kind: 'files' | 'text', itemCount: number): DropWords {
  if (kind === 'text') return { title: 'Let go to read these rows', text: 'They stay in this page.' }
  if (itemCount > 1) {
    return { title: `${itemCount} files at once are too many`, text: 'Drop one file at a time.' }
  }
  return { title: 'Let go to read 1 file', text: 'It is read from your disk in pieces and stays there.' }
}
