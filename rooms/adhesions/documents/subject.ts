// SPDX-License-Identifier: EUPL-1.2
/** What a document of an adhesion is about. Pure data; amounts in cents, days in ISO. */
import type { Edition } from '#rooms/catalogue/api.ts';

export type SubjectBody = {
  id: string;
  name: string;
  kind: string;
  siren: string | null;
  /** « Camille Gabare, Présidente »: whoever presides today, when the body's mandates say so. */
  representative: string | null;
};

export type SubjectLine = {
  label: string;
  beneficiary: string;
  treatment: 'exempt' | 'taxed' | 'to-qualify';
  /** Net when taxed, final otherwise; null when sur devis. */
  yearsCents: readonly (number | null)[];
  isToConfirm: boolean;
};

export type SubjectYear = { netCents: number; vat: readonly { rateBps: number; vatCents: number }[]; payableCents: number };

export type Subject = {
  number: string;
  operator: SubjectBody;
  payer: SubjectBody;
  beneficiary: SubjectBody;
  quote: { number: string; digest: string | null };
  edition: { label: string; act: string | null; content: Edition | null };
  /** Of the payer, one per year of the quote; never empty. */
  years: readonly SubjectYear[];
  lines: readonly SubjectLine[];
  services: readonly string[];
  members: readonly string[];
  volume: string | null;
  startsOn: string;
  endsOn: string | null;
  noticeMonths: number;
  /** What an avenant changes in a convention; null for what begins one. */
  rider: { number: string; convention: string; kind: 'add' | 'remove'; offers: readonly string[]; reason: string } | null;
  /** What a body that joins under way makes its territory pay a year, and from which day; null for the others. */
  recount: { beforeCents: number | null; yearlyCents: number; counted: number | null; effectiveOn: string } | null;
  /** What the dossier has recorded so far: it fills what would be left blank. */
  facts: Readonly<Record<string, unknown>>;
};

/** How an assembly is called, and who presides over it. */
export function assemblyOf(kind: string): { assembly: string; executive: string } {
  if (kind === 'commune') return { assembly: 'conseil municipal', executive: 'Maire' };
  if (kind === 'cc' || kind === 'ca' || kind === 'cu') return { assembly: 'conseil communautaire', executive: 'Président' };
  if (kind === 'metropole') return { assembly: 'conseil métropolitain', executive: 'Président' };
  if (kind === 'ccas' || kind === 'cias' || kind === 'cdg') return { assembly: 'conseil d’administration', executive: 'Président' };
  return { assembly: 'comité syndical', executive: 'Président' };
}
