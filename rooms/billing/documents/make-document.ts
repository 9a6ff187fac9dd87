// SPDX-License-Identifier: EUPL-1.2
/** Makes a complete document from what a run froze. Pure: everything it needs is given. */
import type { BillingSettings } from '../contract/settings.ts';
import type { AnnexBody, BillingDocument, DocumentKind, DocumentLine, Issuer, Payer, VatTotal } from '../document.ts';
import type { DueLine } from '../liquidation/due-line.ts';
import { instalmentsOf } from '../liquidation/instalments.ts';

export type Parts = {
  kind: 'appel' | 'facture';
  year: number;
  sequence: number;
  billedYear: number;
  issuedOn: string;
  issuer: Issuer;
  payer: Payer;
  lines: readonly DueLine[];
  vat: readonly VatTotal[];
  annex: readonly AnnexBody[];
  names: ReadonlyMap<string, { name: string; siren: string | null }>;
  settings: BillingSettings;
};

/** An appel or a facture as it is issued. */
export function makeDocument(parts: Parts): BillingDocument {
  const { kind, year, sequence, issuedOn, settings, vat } = parts;
  const netCents = vat.reduce((sum, { baseCents }) => sum + baseCents, 0);
  const vatCents = vat.reduce((sum, total) => sum + total.vatCents, 0);
  const allowed = Temporal.PlainDate.from(issuedOn).add({ days: settings.dueDays }).toString();
  const instalments =
    kind === 'appel' ? instalmentsOf(netCents + vatCents, settings.instalments, { issuedOn, dueOn: allowed, year: parts.billedYear }) : [];
  const dueOn = instalments[0]?.dueOn ?? allowed;
  return {
    kind,
    number: documentNumber(settings, kind, year, sequence),
    year,
    sequence,
    issuedOn,
    dueOn,
    title: kind === 'appel' ? `Appel de participation ${parts.billedYear}` : `Facture – services de ${parts.billedYear}`,
    issuer: parts.issuer,
    payer: parts.payer,
    lines: parts.lines.map((line, at) => documentLine(line, at + 1, parts)),
    vat,
    totals: { netCents, vatCents, grossCents: netCents + vatCents },
    mentions: mentionsOf(kind, vat, settings),
    instalments,
    annex: kind === 'appel' ? parts.annex : [],
    original: null,
  };
}

/** « AP-2026-0001 ». */
export function documentNumber({ series }: Pick<BillingSettings, 'series'>, kind: DocumentKind, year: number, sequence: number): string {
  return `${series[kind]}-${year}-${String(sequence).padStart(series.digits, '0')}`;
}

/** Where the series of a kind and a year begins: where the operator's former software stopped, or at 1. */
export function firstNumber({ series }: Pick<BillingSettings, 'series'>, kind: DocumentKind, year: number): number {
  return series.starts.find((start) => start.kind === kind && start.year === year)?.first ?? 1;
}

/** Reasons for which VAT is not borne, then the operator's own notes; the note of an unqualified regime where it applies. */
export function mentionsOf(kind: DocumentKind, vat: readonly VatTotal[], settings: BillingSettings): string[] {
  const reasons = vat.flatMap(({ reason }) => reason ?? []);
  const isUnqualified = vat.some(({ code }) => code === settings.unqualified.vatCode && code === 'O');
  return [
    ...new Set([...reasons, ...(isUnqualified && settings.unqualified.note !== '' ? [settings.unqualified.note] : []), ...settings.notes[kind]]),
  ];
}

function documentLine(line: DueLine, rank: number, { payer, names, settings }: Parts): DocumentLine {
  const others = line.beneficiaryIds.filter((id) => id !== payer.bodyId);
  return {
    rank,
    family: line.family,
    label: line.label,
    detail: line.detail,
    quantityThousandths: line.quantityThousandths,
    unit: line.unit,
    unitCode: unitCodes[line.unit] ?? 'C62',
    unitPriceTenThousandths: line.unitPriceTenThousandths,
    netCents: line.netCents ?? 0,
    vat: { code: line.vatCode, rateBasisPoints: line.rateBasisPoints },
    act: line.act,
    period: { from: line.from, until: line.until },
    beneficiaries: others.map((bodyId) => ({ bodyId, name: names.get(bodyId)?.name ?? '', siren: names.get(bodyId)?.siren ?? null })),
    accounting: (line.family !== 'credit' && settings.accounting[line.family]) || { nature: null, fonction: null },
  };
}

/** UN/ECE Recommendation 20. */
const unitCodes: Readonly<Record<string, string>> = { an: 'ANN', jour: 'DAY', heure: 'HUR', mois: 'MON', Go: 'E34', To: 'E35' };
