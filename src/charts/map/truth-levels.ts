/**
 * Truth levels: which words of a ground-truth column mean that nothing is wrong, to colour the rest.
 */

const BENIGN = /^\s*(?:normal|benign|background|legitimate|legit|clean|ok|no|none|false|0|0\.0|-)\s*\.?\s*$/i

export const isBenign = (level: string): boolean =>
  BENIGN.test(level) || /\b(?:background|normal|benign)\b/i.test(level)
