/**
 * Bytes: the characters that JSON is made of.
 *
 * Source: RFC 8259, sections 2 to 7.
 */

export const TAB = 9
export const LINE_FEED = 10
export const CARRIAGE_RETURN = 13
export const SPACE = 32
export const QUOTE = 34
export const PLUS = 43
export const COMMA = 44
export const MINUS = 45
export const POINT = 46
export const ZERO = 48
export const ONE = 49
export const NINE = 57
export const COLON = 58
export const UPPER_E = 69
export const OPEN_BRACKET = 91
export const BACKSLASH = 92
export const CLOSE_BRACKET = 93
export const LOWER_E = 101
export const LOWER_U = 117
export const OPEN_BRACE = 123
export const CLOSE_BRACE = 125

export const isBlank = (byte: number | undefined): boolean =>
  byte === SPACE || byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === TAB

export const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= NINE
