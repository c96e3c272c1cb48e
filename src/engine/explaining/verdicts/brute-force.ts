/**
 * Brute force: one caller opens session after session at a service that asks for a password, all short and alike.
 *
 * Source: the "compromise phase" of SSH dictionary attacks in flow data, whose flows are alike in packets and bytes
 * (R. Hofstede et al., ACM CCR 44(5), 2014).
 */

import { count, number, seconds, share } from '../../../wording/numbers'
import type { ClusterFacts } from '../facts/cluster-facts'
import type { MakeUp, Spread } from '../facts/make-up'
import { atLeast, versusAll, type Clue, type VerdictRule } from './rule'

const MOST = 0.6
/** (90th − 10th percentile) / median of the bytes: refused passwords all take the same exchange. */
const ALIKE = 0.5
/** A login and a wrong password take seconds. */
const SHORT_SECONDS = 10
/** Faster than a person who has mistyped. */
const PER_MINUTE = 4
/** Fewer than 12 logins in a row are a bad morning; fewer than 20 have to be as alike as a program's. */
const SESSIONS = 12
const FEW_SESSIONS = 20
const ALIKE_IF_FEW = 0.35
/** A program that looks after a service logs in alike too, but for hours, by the clock. */
const LOOKS_AFTER_SECONDS = 3600

export const bruteForce: VerdictRule = {
  kind: 'brute force',
  telling: 1,
  judge: (facts) => {
    const login = facts.here.families.find(({ family }) => family.login)
    if (!login || login.share < MOST || facts.here.rowCount < 5) return null
    const clues = facts.here.rates.has('num_failed_logins')
      ? [passwords(facts), failedLogins(facts)]
      : [passwords(facts), onePair(facts), alike(facts), short(facts), fast(facts), notByTheClock(facts)]
    return { title: `Looks like ${login.family.words === 'SSH' ? 'SSH ' : ''}password guessing`, clues }
  },
}

function passwords({ here, all }: ClusterFacts): Clue {
  const { family, share: part } = here.families.find((found) => found.family.login)!
  const answered = 1 - (here.failingShare ?? 0)
  return {
    weight: 2,
    asked: 'always',
    holds: part >= MOST && (here.rates.size > 0 || answered >= 0.5),
    found: `${family.words} ${versusAll(part, all.families.find((found) => found.family === family)?.share ?? 0)}, which asks for a password`,
    lacking: '',
  }
}

const failedLogins = ({ here, all }: ClusterFacts): Clue => ({
  weight: 3,
  asked: 'always',
  holds: atLeast(here.rates.get('num_failed_logins')?.highShare, MOST),
  found: `a failed login in ${versusAll(here.rates.get('num_failed_logins')?.highShare ?? 0, all.rates.get('num_failed_logins')?.highShare)}`,
  lacking: '',
})

const onePair = ({ ends }: ClusterFacts): Clue => ({
  weight: 2,
  asked: 'always',
  holds: ends.topPair && ends.topPair.share >= MOST && ends.topPair.rows.length >= SESSIONS,
  found: ends.topPair ? `${count(ends.topPair.rows.length)} sessions from ${ends.topPair.text}` : '',
  lacking: '',
})

const spreadShare = (spread: Spread | null): number | null =>
  spread && (spread.high - spread.low) / Math.max(1, spread.median)

function alike({ pair }: ClusterFacts): Clue {
  const both = pair && [spreadShare(pair.bytesSent), spreadShare(pair.bytesReturned)].filter((value) => value !== null)
  const known = both !== null && both.length > 0
  const limit = (pair?.rowCount ?? 0) < FEW_SESSIONS ? ALIKE_IF_FEW : ALIKE
  return {
    weight: 2,
    asked: 'if known',
    holds: known ? both.every((value) => value <= limit) : null,
    found: pair ? `all alike: ${sizes(pair)}` : '',
    lacking: '',
  }
}

const sizes = ({ bytesSent, bytesReturned }: MakeUp): string =>
  [
    bytesSent && `${count(bytesSent.low)} to ${count(bytesSent.high)} B sent`,
    bytesReturned && `${count(bytesReturned.low)} to ${count(bytesReturned.high)} B back`,
  ]
    .filter((text) => text !== null)
    .join(', ')

const short = ({ pair }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'if known',
  holds: pair?.duration ? pair.duration.median <= SHORT_SECONDS : null,
  found: pair?.duration ? `${seconds(pair.duration.median)} each` : '',
  lacking: '',
})

const fast = ({ pairPace, ends }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'if known',
  holds: pairPace && pairPace.perSecond * 60 >= PER_MINUTE,
  found: pairPace ? `${number(Math.round(pairPace.perSecond * 60))} a minute` : '',
  lacking:
    ends.topPair && !pairPace ? `no times, so the pace is not known (${share(ends.topPair.share)} one pair)` : '',
})

const notByTheClock = ({ beat }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'if known',
  holds: beat && !(beat.share >= MOST && beat.lastedSeconds >= LOOKS_AFTER_SECONDS),
  found: '',
  lacking: '',
})
