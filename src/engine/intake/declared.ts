/**
 * Declared: what a file itself says its columns are, so that it needn't be guessed.
 */

/** "seconds" are a number; "words" are words even where they look like numbers. */
export type DeclaredType = 'number' | 'seconds' | 'port' | 'address' | 'time' | 'yes-no' | 'identifier' | 'words'
