/**
 * Stories: the flagged flows put together by what they are flagged for, as the screen shows them; and which one is open.
 *
 * Asked anew whenever the threshold or the groups change. The engine stops the call before; an answer that comes too late is dropped.
 */

import { session } from '../../session/session.svelte'
import type { Stories, Story } from '../../worker/protocol'
import { ranking } from './ranking.svelte'

class StoryBook {
  /** The last answer; of the threshold it names. Null before the first, or where the rows are not at hand. */
  told = $state.raw<Stories | null>(null)
  /** Whether another answer is on its way. */
  pending = $state(false)
  view = $state<'stories' | 'rows'>('stories')
  /** The story whose flows the list of rows is narrowed to. */
  opened = $state.raw<Story | null>(null)
  private turn = 0
  private runId = ''

  readonly stories = $derived<readonly Story[]>(this.told?.stories ?? [])
  /** What the stories say of the threshold on screen; null until they are of it. */
  readonly current = $derived(this.told !== null && this.told.threshold === session.threshold ? this.told : null)

  async follow(threshold: number, runId: string): Promise<void> {
    const turn = ++this.turn
    if (runId !== this.runId) this.begin(runId)
    this.pending = true
    const answer = await session.engine.attempt((api) => api.stories(threshold)).catch(() => null)
    if (turn !== this.turn) return
    this.pending = false
    if (answer?.ok !== true) return
    this.told = answer.value
    if (this.opened !== null) this.reopen(this.opened)
  }

  /** Another run is shown. */
  private begin(runId: string): void {
    this.runId = runId
    this.told = null
    // What another screen has asked to see comes first.
    this.view = ranking.narrowed ? 'rows' : 'stories'
    this.close()
  }

  /** Its rows, in the list of rows. */
  open(story: Story): void {
    this.opened = story
    ranking.among = story.rows
    ranking.flaggedOnly = false
    ranking.truth = null
    ranking.pattern = null
    this.view = 'rows'
  }

  close(): void {
    this.opened = null
    ranking.among = null
  }

  /** What the list of rows has been narrowed to elsewhere: a group, a pattern, what the threshold misses. */
  showRows(): void {
    this.close()
    this.view = 'rows'
  }

  show(view: 'stories' | 'rows'): void {
    if (view === 'stories') this.close()
    this.view = view
  }

  /** The story that a row belongs to; −1 if none. */
  indexOf(row: number | null): number {
    return row === null ? -1 : this.stories.findIndex(({ rows }) => rows.includes(row))
  }

  /** After the threshold has moved: the story that the one open has become. */
  private reopen({ exampleRow }: Story): void {
    const now = this.stories[this.indexOf(exampleRow)]
    this.opened = now ?? null
    ranking.among = now?.rows ?? null
  }
}

export const storyBook = new StoryBook()
