// SPDX-License-Identifier: EUPL-1.2

/** Red, green and blue of sRGB, each from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number];

/** The contrast of two colours as WCAG 2.2 computes it (1 to 21). */
export function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]; // two in, two out
  return (light + 0.05) / (dark + 0.05);
}

/**
 * The nearest colour of the same hue that reaches `least` against every background: lightness moves step by step in Oklab, away from the
 * background, and chroma gives way where sRGB has no such colour. Falls back on black or white, of which one always reaches 4.5.
 */
export function readableOn(colour: Colour, backgrounds: readonly Colour[], least: number, towards: 'darker' | 'lighter'): Colour {
  const reaches = (candidate: Colour): boolean => backgrounds.every((background) => contrast(candidate, background) >= least);
  const [lightness, a, b] = toOklab(colour);
  for (let step = 0; step <= 100; step += 1) {
    const moved = towards === 'darker' ? lightness * (1 - step / 100) : lightness + (1 - lightness) * (step / 100);
    const candidate = rounded(intoGamut(moved, a, b));
    if (reaches(candidate)) return candidate;
  }
  return towards === 'darker' ? [0, 0, 0] : [1, 1, 1];
}

/** A mix of two colours in Oklab; `share` of the first, from 0 to 1. */
export function mix(one: Colour, other: Colour, share: number): Colour {
  const [from, to] = [toOklab(one), toOklab(other)];
  const blend = (index: 0 | 1 | 2): number => from[index] * share + to[index] * (1 - share);
  return rounded(intoGamut(blend(0), blend(1), blend(2)));
}

/** Reads `#rrggbb` or `#rgb`; null when it is neither. */
export function parseColour(text: string): Colour | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  const full = short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`
    : text;
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(full);
  if (!parts) return null;
  const channel = (index: number): number => Number.parseInt(parts[index] ?? '0', 16) / 255;
  return [channel(1), channel(2), channel(3)];
}

/** Writes `#rrggbb`. */
export function writeColour(colour: Colour): string {
  return `#${colour
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function luminance(colour: Colour): number {
  const [red, green, blue] = linear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(colour: Colour): [number, number, number] {
  return [linearChannel(colour[0]), linearChannel(colour[1]), linearChannel(colour[2])];
}

function linearChannel(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/** What is written is what must reach the contrast: eight bits a channel. */
function rounded(colour: Colour): Colour {
  return [eightBits(colour[0]), eightBits(colour[1]), eightBits(colour[2])];
}

function eightBits(channel: number): number {
  return Math.round(channel * 255) / 255;
}

// The matrices of Oklab as published by its author (Björn Ottosson, 2020).
function toOklab(colour: Colour): [number, number, number] {
  const [r, g, b] = linear(colour);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab(lightness: number, a: number, b: number): [number, number, number] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    gammaChannel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    gammaChannel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    gammaChannel(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function gammaChannel(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}

function intoGamut(lightness: number, a: number, b: number): Colour {
  for (let chroma = 1; chroma > 0; chroma -= 0.05) {
    const candidate = fromOklab(lightness, a * chroma, b * chroma);
    if (candidate.every((channel) => channel >= -0.001 && channel <= 1.001)) return clamped(candidate);
  }
  return clamped(fromOklab(lightness, 0, 0));
}

function clamped([red, green, blue]: Colour): Colour {
  return [within(red), within(green), within(blue)];
}

function within(channel: number): number {
  return Math.min(1, Math.max(0, channel));
}
