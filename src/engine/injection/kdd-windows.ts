/**
 * KDD windows: what KDD's counts and rates would say of the i-th flow of a scan or a flood.
 *
 * Source: the task description of KDD Cup 1999: `count` … `srv_diff_host_rate` are over the connections to the same host in the
 * last two seconds, `dst_host_…` over the last 255 to it. The 255 are taken to be ordinary but for the planted ones, so that the
 * attack shows in them only as it goes on.
 */

const HOST_WINDOW = 255
const MOST_COUNTED = 511

const share = (part: number, whole: number): number => Math.round((100 * part) / whole) / 100

/** @param refused whether the template's flows are refused rather than unanswered */
function errors(refused: boolean, now: number, ofHost: number): Record<string, number> {
  const [s, r] = refused ? [0, 1] : [1, 0]
  return {
    serror_rate: s * now,
    srv_serror_rate: s * now,
    rerror_rate: r * now,
    srv_rerror_rate: r * now,
    dst_host_serror_rate: s * ofHost,
    dst_host_rerror_rate: r * ofHost,
  }
}

/** One port after another, ten a second. @param index of the flow, from 0 */
export function scanWindows(index: number, refused: boolean): Readonly<Record<string, number>> {
  const count = Math.min(index + 1, 20)
  const ofHost = share(Math.min(index + 1, HOST_WINDOW), HOST_WINDOW)
  return {
    ...errors(refused, 1, ofHost),
    count,
    srv_count: 1,
    same_srv_rate: share(1, count),
    diff_srv_rate: share(count - 1, count),
    srv_diff_host_rate: 0,
    dst_host_count: HOST_WINDOW,
    dst_host_srv_count: 1,
    dst_host_same_srv_rate: 0,
    dst_host_diff_srv_rate: ofHost,
    dst_host_srv_serror_rate: refused ? 0 : 1,
    dst_host_srv_rerror_rate: refused ? 1 : 0,
  }
}

/** All within ten seconds, at the one service that the host is called for anyway. @param flowCount of the flood */
export function floodWindows(index: number, flowCount: number, refused: boolean): Readonly<Record<string, number>> {
  const count = Math.min(index + 1, Math.max(1, Math.ceil(flowCount / 5)), MOST_COUNTED)
  const ofHost = share(Math.min(index + 1, HOST_WINDOW), HOST_WINDOW)
  return {
    ...errors(refused, 1, ofHost),
    count,
    srv_count: count,
    same_srv_rate: 1,
    diff_srv_rate: 0,
    srv_diff_host_rate: 0,
    dst_host_count: HOST_WINDOW,
    dst_host_srv_count: HOST_WINDOW,
    dst_host_same_srv_rate: 1,
    dst_host_diff_srv_rate: 0,
    dst_host_srv_serror_rate: refused ? 0 : ofHost,
    dst_host_srv_rerror_rate: refused ? ofHost : 0,
  }
}
