// SPDX-License-Identifier: EUPL-1.2

/**
 * Whether an SVG that somebody sent stands by itself: UTF-8, no entities, scripts or foreign markup, and no link but to its own parts or
 * to a PNG or JPEG inside it. Typst reads linked images from the server's folder, and browsers run what they find.
 */
export function isSafeSvg(content: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return false;
  }
  if (!/<svg[\s>]/.test(text) || text.includes('\0')) return false;
  if (/<!(DOCTYPE|ENTITY)|<\?xml-stylesheet|<(\w+:)?(script|foreignObject|iframe|style)\b|\son\w+\s*=|@import/i.test(text)) return false;
  const links = text.match(/\b(href|src)\s*=/gi)?.length ?? 0;
  const inside = text.match(/\b(href|src)\s*=\s*(["'])(#|data:image\/(png|jpeg);base64,)[^"']*\2/gi)?.length ?? 0;
  return links === inside && !/url\(\s*["']?(?!#|["'])/i.test(text);
}
