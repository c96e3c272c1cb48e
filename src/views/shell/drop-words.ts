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
    return {
      title: `Let go to read ${itemCount} files as one table`,
      text: 'They must be of one kind, with the same columns.',
    }
  }
  return { title: 'Let go to read 1 file', text: 'It is read from your disk in pieces and stays there.' }
}
