// SPDX-License-Identifier: EUPL-1.2
/**
 * Marks that no text can hold: private-use characters, taken out of templates and of values before anything is read. A protected block is
 * written as its name between two of them, so that neither a template nor a name typed somewhere can forge one.
 */
const OPEN = '\ue000';
const CLOSE = '\ue001';

/** A text without the characters kept for marks. */
export function withoutMarks(text: string): string {
  return text.replace(/[\ue000-\uf8ff]/g, '');
}

/** The place of a protected block, alone in its paragraph. */
export function markOf(block: string): string {
  return `\n\n${OPEN}${block}${CLOSE}\n\n`;
}

/** The block whose place a paragraph is; null for any other text. */
export function blockMarked(text: string): string | null {
  return /^\ue000([a-z_]+)\ue001$/.exec(text.trim())?.[1] ?? null;
}

/** Whether a place of a block stands inside other text, where it cannot be shown. */
export function holdsMark(text: string): boolean {
  return text.includes(OPEN);
}
