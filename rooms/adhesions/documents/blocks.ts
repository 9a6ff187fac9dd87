// SPDX-License-Identifier: EUPL-1.2
/** What a document of an adhesion says, before it is a PDF or a Word file: both are made from these blocks, so that they say the same. */
import type { DocxBlock } from '#platform/documents/make-docx.ts';

export type Written = { title: string; name: string; blocks: readonly DocxBlock[] };

/** What the documents are about; amounts in cents, days in ISO. */
export type Subject = {
  operator: { name: string };
  payer: { name: string; kind: string };
  beneficiary: { name: string; kind: string };
  quote: { number: string; digest: string | null };
  edition: { label: string; act: string | null };
  yearlyCents: number;
  lines: readonly { label: string; beneficiary: string; yearCents: number | null; regime: string }[];
  services: readonly string[];
  members: readonly string[];
  volume: string | null;
  startsOn: string;
  endsOn: string | null;
  /** What the dossier has recorded so far: it fills what would be left blank. */
  facts: Readonly<Record<string, unknown>>;
};

export const BLANK = '…………………………';

/** How an assembly is called, and who presides over it. */
export function assemblyOf(kind: string): { assembly: string; president: string } {
  if (kind === 'commune') return { assembly: 'conseil municipal', president: 'Maire' };
  if (kind === 'cc' || kind === 'ca' || kind === 'cu') return { assembly: 'conseil communautaire', president: 'Président' };
  if (kind === 'metropole') return { assembly: 'conseil métropolitain', president: 'Président' };
  if (kind === 'ccas' || kind === 'cias') return { assembly: 'conseil d’administration', president: 'Président' };
  return { assembly: 'comité syndical', president: 'Président' };
}
