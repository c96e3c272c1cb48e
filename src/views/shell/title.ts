/**
 * Title: the file and its finding, as the browser's tab and history show them.
 */

import { route } from '../../session/route.svelte'
import { session } from '../../session/session.svelte'

export function pageTitle(): string {
  const { busy, failure, file, result, grouping, effect } = session
  if (busy !== null) return `${busy.kind === 'reading' ? 'Reading' : 'Grouping'} ${busy.fileName} · Flotsam`
  if (failure !== null) return `${failure.sentence} · Flotsam`
  if (file === null || result === null) return 'Flotsam: drop a traffic file, see what does not belong'
  const finding = route.screen === 'clusters' ? grouping?.headline : effect?.headline
  return `${file.name}: ${finding ?? ''} · Flotsam`
}
