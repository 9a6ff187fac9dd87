// SPDX-License-Identifier: EUPL-1.2

/**
 * The nonce that the server wrote in this page, for the few parts of Mantine that place a style element (responsive grids, locked scrolling).
 * Browsers hide the attribute from `getAttribute`, hence the property.
 */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.nonce ?? '';
}

// Read by get-nonce, which the scroll lock of dialogs asks.
Object.assign(globalThis, { __webpack_nonce__: typeof document === 'undefined' ? '' : styleNonce() });
