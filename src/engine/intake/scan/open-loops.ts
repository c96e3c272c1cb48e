/**
 * Open loops: the kernel, or its plain twin where there is none.
 */

import { kernelLoops } from './kernel-loops'
import { PlainLoops } from './plain-loops'
import type { ScanLoops } from './scan-loops'
import type { ScanPlan } from './scan-plan'

export const openLoops = (plan: ScanPlan): ScanLoops => kernelLoops(plan) ?? new PlainLoops(plan)
