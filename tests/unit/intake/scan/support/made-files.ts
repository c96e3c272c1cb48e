/**
 * Made files: small delimited texts of every kind of trouble, from a seed.
 */

import { seededRandom } from '../../../../../src/engine/numeric/random'
