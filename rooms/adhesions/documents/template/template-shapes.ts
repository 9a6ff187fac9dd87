// SPDX-License-Identifier: EUPL-1.2
import type { DocxBlock } from '#platform/documents/make-docx.ts';

/** What is wrong with a template, in French; the line is that of its text, null where it has none. */
export type TemplateFault = { line: number | null; says: string };

/** A document as its template writes it, protected blocks still to be put in their places. */
export type Outline = { title: string; parts: readonly OutlinePart[] };
export type OutlinePart = DocxBlock | { kind: 'block'; name: string };

export type TemplateOutcome = { outline: Outline } | { faults: readonly TemplateFault[] };

/** What a template may name, and how far it may go. */
export type TemplateOrder = {
  source: string;
  /** Plain JSON. An object whose only key is `amount` is an amount, already written. */
  values: unknown;
  /** Protected blocks that this document knows. */
  blocks: readonly string[];
  /** Names of variables, loops left out: `beneficiaire.nom`. */
  variables: readonly string[];
};

/** Longest template, in characters, and longest text that it may write. */
export const longestTemplate = 60_000;
export const longestText = 400_000;
