/**
 * Shaders: the same two steps as on the page's own thread. Dots are added up, each ink on a sheet of its own; then the sheets
 * are laid on each other, in the tone of that many dots. The formulas are those of splat.ts, stacks.ts and tone.ts.
 */

import { STACK_STEP } from '../stacks'

/** Inks that a picture can have: their colours must fit into the uniforms that every card has. */
export const MOST_INKS = 80

const GOLDEN_ANGLE = (Math.PI * (3 - Math.sqrt(5))).toFixed(9)

export const ADD_VERTEX = `#version 300 es
in vec2 place;
in uint code;
in uint stack;
/** Pixels of the picture: scale and offset, across and down. */
uniform vec4 placing;
uniform vec2 size;
/** Sheets side by side, and pixels of all of them. */
uniform int columns;
uniform vec2 sheets;
uniform float radius;
uniform float pixelRatio;
flat out vec2 centre;
flat out vec4 sheet;

void main() {
  vec2 at = place * placing.xz + placing.yw;
  float rank = float(stack);
  float turn = rank * ${GOLDEN_ANGLE};
  at += ${STACK_STEP.toFixed(4)} * pixelRatio * sqrt(rank) * vec2(cos(turn), sin(turn));
  vec2 corner = vec2(int(code) % columns, int(code) / columns) * size;
  centre = corner + at;
  sheet = vec4(corner, corner + size);
  bool isOutside = any(lessThan(at, vec2(-radius))) || any(greaterThan(at, size + radius));
  gl_Position = isOutside ? vec4(2.0, 2.0, 0.0, 1.0) : vec4(centre / sheets * 2.0 - 1.0, 0.0, 1.0);
  gl_PointSize = 2.0 * ceil(radius + 1.0) + 1.0;
}`

export const ADD_FRAGMENT = `#version 300 es
precision highp float;
uniform float radius;
/** Dots that each one stands for. */
uniform float weight;
flat in vec2 centre;
flat in vec4 sheet;
out vec4 added;

void main() {
  if (any(lessThan(gl_FragCoord.xy, sheet.xy)) || any(greaterThan(gl_FragCoord.xy, sheet.zw))) discard;
  added = vec4(weight * clamp(radius + 0.5 - distance(gl_FragCoord.xy, centre), 0.0, 1.0));
}`

/** One triangle that covers the picture. */
export const LAY_VERTEX = `#version 300 es
void main() {
  gl_Position = vec4(float((gl_VertexID << 1) & 2) * 2.0 - 1.0, float(gl_VertexID & 2) * 2.0 - 1.0, 0.0, 1.0);
}`

export const LAY_FRAGMENT = `#version 300 es
precision highp float;
precision highp sampler2D;
uniform sampler2D counts;
uniform vec2 size;
uniform int columns;
/** In the order they are laid: the code, and colour with the share that a dot alone shows of it. */
uniform int inkCount;
uniform int codes[${MOST_INKS}];
uniform vec4 inks[${MOST_INKS}];
/** Dots over each other at which the colour is full. */
uniform float full;
uniform vec3 ground;
out vec4 shown;

void main() {
  ivec2 pixel = ivec2(gl_FragCoord.x, size.y - gl_FragCoord.y);
  vec3 colour = ground;
  for (int i = 0; i < inkCount; i++) {
    int code = codes[i];
    float coverage = texelFetch(counts, pixel + ivec2(code % columns, code / columns) * ivec2(size), 0).r;
    if (coverage <= 0.0) continue;
    float lone = inks[i].a;
    float tone = coverage <= 1.0 ? lone * coverage : min(1.0, lone + (1.0 - lone) * log(coverage) / log(full));
    float cover = coverage <= 1.0 ? tone : max(tone, 1.0 - pow(1.0 - lone, sqrt(coverage)));
    colour = colour * (1.0 - cover) + ground * (cover - tone) + inks[i].rgb * tone;
  }
  shown = vec4(colour, 1.0);
}`
