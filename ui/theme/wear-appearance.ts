// SPDX-License-Identifier: EUPL-1.2
import { type Appearance, appearanceCss } from '#platform/appearance/appearance.ts';

const sheet = typeof CSSStyleSheet === 'undefined' ? null : new CSSStyleSheet();

/** Paints the document with an operator's colours. A constructed sheet, because the content policy refuses style elements. */
export function wearAppearance(appearance: Appearance): void {
  if (!sheet) return;
  sheet.replaceSync(appearanceCss(appearance));
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
