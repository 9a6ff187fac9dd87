// SPDX-License-Identifier: EUPL-1.2

/**
 * The content policy under which screens are tested. With a nonce for the page of the screens (responsive grids and scroll locks place a style
 * element); without one for pages that the server renders. Style attributes are not allowed: React sets styles through the DOM, which needs no leave.
 */
export function screenPolicy(nonce: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    nonce === null ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
