// SPDX-License-Identifier: EUPL-1.2
/** The amounts of a document: those of the quote, to the cent. No template reaches them. */
import type { DocxBlock } from '#platform/documents/make-docx.ts';
import { formatDay } from '#platform/calendar/french-days.ts';
import { formatEuros, formatPercent } from '#platform/money/euros.ts';
import type { Subject, SubjectYear } from './subject.ts';

/** What is paid, by whom, under which regime; nothing is owed by a body whose EPCI pays. */
export function amountsBlock(subject: Subject): DocxBlock[] {
  const { payer, beneficiary, quote, years, lines, rider } = subject;
  if (rider?.kind === 'remove')
    return [{ kind: 'paragraph', text: 'Aucune somme nouvelle n’est due : ce qui est retiré cesse d’être dû à son terme.' }];
  const [first] = years;
  if (!first) throw new Error(`quote ${quote.number} has no year`);
  if (payer.id !== beneficiary.id && subject.recount) return [{ kind: 'paragraph', text: recountSentence(subject, subject.recount) }];
  if (payer.id !== beneficiary.id)
    return [
      {
        kind: 'paragraph',
        text: `Aucune somme n’est due par ${beneficiary.name} : la participation du territoire (${formatEuros(first.payableCents)} la première année, devis ${quote.number}) est acquittée par ${payer.name}.`,
      },
    ];
  const shown = areAlike(subject) ? [first] : years;
  const isNet = lines.some(({ treatment }) => treatment === 'taxed');
  const header = [
    'Prestation',
    'Pour',
    ...shown.map((_, at) => (shown.length === 1 ? `Montant annuel${isNet ? ' HT' : ''}` : `Année ${at + 1}${isNet ? ' (HT)' : ''}`)),
  ];
  const rows = [
    ...lines.map((line) => [line.label, line.beneficiary, ...shown.map((_, at) => amountOf(line.yearsCents[at] ?? null))]),
    ...totals(shown),
  ];
  return [
    {
      kind: 'table',
      table: {
        caption: shown.length === 1 ? 'Participation annuelle' : 'Montants par année',
        header,
        rows,
        aligns: ['left', 'left', ...shown.map(() => 'right' as const)],
        widths: [4, 3, ...shown.map(() => 2)],
        hasTotal: true,
      },
    },
    ...regimeSentences(subject).map((text): DocxBlock => ({ kind: 'paragraph', text })),
  ];
}

function recountSentence(
  { payer, beneficiary }: Subject,
  { beforeCents, yearlyCents, counted, effectiveOn }: NonNullable<Subject['recount']>,
): string {
  const from = `à compter du ${formatDay(Temporal.PlainDate.from(effectiveOn))}`;
  const counting = `${counted} ${counted === 1 ? 'collectivité comptée' : 'collectivités comptées'}`;
  const amount =
    beforeCents === null || beforeCents === yearlyCents
      ? `reste de ${formatEuros(yearlyCents)} par an ${from} (${counting})`
      : `passe de ${formatEuros(beforeCents)} à ${formatEuros(yearlyCents)} par an ${from} (${counting})`;
  return `Aucune somme n’est due par ${beneficiary.name} : la participation du territoire, qui ${amount}, est acquittée par ${payer.name}.`;
}

function areAlike({ years, lines }: Subject): boolean {
  const sameTotals = years.every(({ payableCents }) => payableCents === years[0]?.payableCents);
  return sameTotals && lines.every(({ yearsCents }) => yearsCents.every((cents) => cents === yearsCents[0]));
}

function totals(years: readonly SubjectYear[]): string[][] {
  const rates = [...new Set(years.flatMap(({ vat }) => vat.map(({ rateBps }) => rateBps)))].toSorted((one, other) => one - other);
  const row = (label: string, cents: (year: SubjectYear) => number) => [label, '', ...years.map((year) => formatEuros(cents(year)))];
  return [
    ...(rates.length > 0 ? [row('Total hors taxes', ({ netCents }) => netCents)] : []),
    ...rates.map((rate) =>
      row(`TVA ${formatPercent(rate)}`, ({ vat }) => vat.filter(({ rateBps }) => rateBps === rate).reduce((sum, one) => sum + one.vatCents, 0)),
    ),
    row('Total à payer', ({ payableCents }) => payableCents),
  ];
}

function amountOf(cents: number | null): string {
  return cents === null ? 'sur devis' : formatEuros(cents);
}

const regimes = {
  exempt: 'Montants exonérés de TVA (article 261 B du code général des impôts) : ils s’entendent toutes charges comprises.',
  taxed: 'Montants hors taxes, auxquels la TVA s’ajoute.',
  'to-qualify': 'Montants nets ; le régime de TVA est à confirmer par l’opérateur.',
} as const;

/** The sentences on VAT that the lines of the quote call for. */
export function regimeSentences({ lines }: Pick<Subject, 'lines'>): string[] {
  const treatments = [...new Set(lines.map(({ treatment }) => treatment))];
  const sentences = treatments.map((treatment) => {
    if (treatments.length === 1) return regimes[treatment];
    const named = [...new Set(lines.filter((line) => line.treatment === treatment).map(({ label }) => label))];
    return `${named.join(', ')} : ${regimes[treatment].charAt(0).toLowerCase()}${regimes[treatment].slice(1)}`;
  });
  return lines.some(({ isToConfirm }) => isToConfirm) ? [...sentences, 'Un tarif au moins est à confirmer par l’opérateur.'] : sentences;
}
