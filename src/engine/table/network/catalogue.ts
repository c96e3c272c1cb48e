/**
 * Catalogue: all columns that can be made from times and addresses, in the order in which they stand behind the file's own.
 *
 * A flow counts itself; of flows at one moment those count that stand before it in the file, and later ones never do.
 */

import type { NetworkFeature } from './feature'
import { KDD_FEATURES } from './kdd-features'
import { MINUTE_FEATURES } from './minute-features'

export const NETWORK_FEATURES: readonly NetworkFeature[] = [...MINUTE_FEATURES, ...KDD_FEATURES]
