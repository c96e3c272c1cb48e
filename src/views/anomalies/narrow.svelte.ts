/**
 * Narrow: whether the window is a phone's, where a table becomes a list and a side panel a sheet; and whether it is a
 * small laptop's, where controls stand below what they control.
 */

import { MediaQuery } from 'svelte/reactivity'

const phone = new MediaQuery('(max-width: 760px)')
const smallLaptop = new MediaQuery('(max-width: 1240px)')

export const narrow = {
  get is(): boolean {
    return phone.current
  },
  get orCramped(): boolean {
    return smallLaptop.current
  },
}
