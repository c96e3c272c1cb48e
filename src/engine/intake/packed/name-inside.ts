/**
 * Name inside: what a packed file is called once it is unpacked, by its own name.
 */

/**
 * "conn.log.gz" → "conn.log", "logs.tgz" → "logs.tar".
 * @param suffix  is taken off
 * @param tar     is replaced by ".tar"
 */
export function nameInside(name: string, suffix: RegExp, tar: RegExp): string {
  if (tar.test(name)) return name.replace(tar, '.tar')
  const inside = name.replace(suffix, '')
  return inside === '' ? name : inside
}
