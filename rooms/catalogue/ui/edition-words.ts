// SPDX-License-Identifier: EUPL-1.2
import { dayInWords } from '#ui/format/day.ts';
import type { EditionSummary } from '../contract.ts';

export const statusWords = { draft: 'Projet', voted: 'Votée', 'in-force': 'En vigueur', archived: 'Archivée' } as const;
export const serviceStatusWords = { INC: 'Inclus', CPL: 'Complément', HM: 'Hors mutualisation', GC: 'Groupement de commandes' } as const;

/** From when to when an edition prices, in a few words. */
export function validityWords({ status, validFrom, validTo }: Pick<EditionSummary, 'status' | 'validFrom' | 'validTo'>): string {
  if (status === 'draft') return 'à voter';
  if (status === 'voted') return 'à mettre en vigueur';
  if (validFrom === null) return 'sans jour connu';
  if (validTo === null) return `depuis le ${dayInWords(validFrom)}`;
  if (validTo < validFrom) return 'retirée avant son premier jour';
  return `du ${dayInWords(validFrom)} au ${dayInWords(validTo)}`;
}

/** The act that voted an edition, in a few words. */
export function actWords(act: EditionSummary['act']): string {
  if (act === null) return 'pas encore voté';
  return act.known ? `délibération n° ${act.number} du ${dayInWords(act.votedOn)}` : 'non communiqué';
}

/** `+2,5 %` from hundredths of a percent. */
export function signedPercent(bps: number): string {
  const text = (Math.abs(bps) / 100).toLocaleString('fr-FR', { maximumFractionDigits: 2 });
  return `${bps > 0 ? '+' : bps < 0 ? '−' : ''}${text}\u00a0%`;
}
