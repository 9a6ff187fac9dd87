// SPDX-License-Identifier: EUPL-1.2

/** The colour, darkened just as far as text in it can be read on white: a contrast of 4.5 to 1 (WCAG 1.4.3). Takes and gives `#rrggbb`. */
export function readableInk(colour: string): string {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (!found) throw new Error(`« ${colour} » is not a colour written #rrggbb`);
  let channels = found.slice(1).map((hex) => Number.parseInt(hex, 16));
  while (contrastWithWhite(channels) < 4.5) channels = channels.map((channel) => Math.floor(channel * 0.97));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Contrast ratio of a colour with white, from 1 to 21 (WCAG 2, relative luminance). */
function contrastWithWhite(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
