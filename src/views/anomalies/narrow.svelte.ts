/**
 * Narrow: whether the window is a phone's, where a table becomes a list and a side panel a sheet.
 */

import { MediaQuery } from 'svelte/reactivity'

const query = new MediaQuery('(max-width: 760px)')

export const narrow = {
  get is(): boolean {
    return query.current
  },
}
