// SPDX-License-Identifier: EUPL-1.2
/** Invented factures and avoirs for tests and the bench: the same seed gives the same document. */
import type { BillingDocument, DocumentLine, VatCode, VatTotal } from '../document.ts';

const services = [
  ['Paramétrage des sauvegardes', 'intervention', 'C62', 1_250_000],
  ['Assistance sur site', 'demi-journée', 'DAY', 2_450_000],
  ['Envoi de SMS', 'message', 'C62', 740],
  ['Reprise de données d’état civil', 'acte', 'C62', 3_100],
  ['Formation – prise en main', 'heure', 'HUR', 615_000],
  ['Hébergement du site', 'an', 'ANN', 1_440_000],
] as const;

/** `taxed`: 20 % and 5,5 %; `mixed`: taxed and exempt lines; `exempt`: shared costs; `outside`: outside the scope of VAT. */
export type SampleRegime = 'taxed' | 'mixed' | 'exempt' | 'outside';

export function sampleDocument(
  seed: number,
  { regime = 'mixed', kind = 'facture' }: { regime?: SampleRegime; kind?: 'facture' | 'avoir' } = {},
): BillingDocument {
  const next = randomOf(seed);
  const lines = Array.from({ length: 1 + (seed % 12) }, (_, at) => sampleLine(at + 1, next, vatOf(regime, at)));
  const signed = kind === 'avoir' ? lines.map(negative) : lines;
  const vat = summed(signed);
  const netCents = total(signed.map((line) => line.netCents));
  const vatCents = total(vat.map((one) => one.vatCents));
  const siren = String(200_000_000 + next(99_999_999));
  return {
    kind,
    number: `${kind === 'avoir' ? 'AV' : 'F'}-2026-${String(seed).padStart(4, '0')}`,
    year: 2026,
    sequence: seed,
    issuedOn: '2026-11-21',
    dueOn: '2026-12-21',
    title: `Prestations hors mutualisation n° ${seed}`,
    issuer: {
      name: 'Syndicat mixte d’essai',
      siren: '253300001',
      siret: '25330000100018',
      vatNumber: regime === 'exempt' || regime === 'outside' ? null : 'FR55253300001',
      legalForm: 'Syndicat mixte',
      address: { lines: ['1 place de l’Essai', 'Bâtiment B'], postcode: '33000', city: 'Bordeaux', country: 'FR' },
      contact: { name: 'Service des finances', phone: '05 00 00 00 00', email: 'finances@syndicat.exemple' },
      payment: { iban: 'FR7630001000640000000000000', bic: 'BDFEFRPPCCT', accountant: 'SGC d’essai' },
    },
    payer: {
      bodyId: `0000-${seed}`,
      name: `Commune d’Essai-sur-Garonne n° ${seed}`,
      kind: 'commune',
      siren,
      siret: `${siren}00015`,
      address: { lines: [`${seed} rue de la Mairie`], postcode: '33120', city: 'Essai-sur-Garonne', country: 'FR' },
      engagement: seed % 3 === 0 ? `ENG-${seed}` : null,
      serviceCode: seed % 4 === 0 ? 'INFORMATIQUE' : null,
    },
    lines: signed,
    vat,
    totals: { netCents, vatCents, grossCents: netCents + vatCents },
    mentions: ['Tout retard de paiement ouvre droit aux intérêts moratoires et à une indemnité de 40 € pour frais de recouvrement.'],
    instalments: [{ dueOn: '2026-12-21', amountCents: netCents + vatCents }],
    annex: [],
    original:
      kind === 'avoir' ? { kind: 'facture', number: `F-2026-${String(seed + 5000)}`, issuedOn: '2026-10-01', reason: 'Quantité corrigée.' } : null,
  };
}

function sampleLine(rank: number, next: (below: number) => number, vat: DocumentLine['vat']): DocumentLine {
  const [label, unit, unitCode, price] = services[next(services.length)] ?? services[0];
  const quantityThousandths = (1 + next(40)) * 500;
  return {
    rank,
    family: 'order',
    label,
    detail: rank % 2 === 0 ? 'Compté d’après le bon de commande & le rapport d’intervention <signé>' : '',
    quantityThousandths,
    unit,
    unitCode,
    unitPriceTenThousandths: price,
    netCents: Math.round((quantityThousandths * price) / 100_000),
    vat,
    act: { says: 'Bon de commande n° 12', number: 'BC-12', decidedOn: '2026-03-01', edition: 'Tarifs 2026' },
    period: { from: '2026-01-01', until: '2026-12-31' },
    beneficiaries: rank % 3 === 0 ? [{ bodyId: 'school', name: 'École d’essai', siren: null }] : [],
    accounting: { nature: '7588', fonction: '020' },
  };
}

function negative(line: DocumentLine): DocumentLine {
  return { ...line, quantityThousandths: -line.quantityThousandths, netCents: -line.netCents };
}

function vatOf(regime: SampleRegime, at: number): DocumentLine['vat'] {
  if (regime === 'outside') return { code: 'O', rateBasisPoints: 0 };
  if (regime === 'exempt' || (regime === 'mixed' && at % 3 === 2)) return { code: 'E', rateBasisPoints: 0 };
  return { code: 'S', rateBasisPoints: at % 2 === 0 ? 2000 : 550 };
}

const reasons: Record<VatCode, { reason: string | null; reasonCode: string | null }> = {
  S: { reason: null, reasonCode: null },
  E: { reason: 'Exonération de TVA, article 261 B du code général des impôts', reasonCode: 'VATEX-EU-132-1F' },
  O: { reason: 'Hors du champ de la TVA', reasonCode: 'VATEX-EU-O' },
};

function summed(lines: readonly DocumentLine[]): VatTotal[] {
  const keys = new Map(lines.map(({ vat }) => [`${vat.code}${vat.rateBasisPoints}`, vat]));
  return [...keys.values()].map(({ code, rateBasisPoints }) => {
    const baseCents = total(lines.filter(({ vat }) => vat.code === code && vat.rateBasisPoints === rateBasisPoints).map(({ netCents }) => netCents));
    const vatCents = Math.sign(baseCents) * Math.round((Math.abs(baseCents) * rateBasisPoints) / 10_000);
    return { code, rateBasisPoints, baseCents, vatCents, ...reasons[code] };
  });
}

function total(cents: readonly number[]): number {
  return cents.reduce((sum, one) => sum + one, 0);
}

// A congruential generator (Numerical Recipes): enough to vary samples.
function randomOf(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
