// SPDX-License-Identifier: EUPL-1.2
import type { Edition, Offer, Quota } from '../edition-schema.ts';
import { count } from '../price/french-figures.ts';
import { asPrinted, textCell } from './cells.ts';
import type { PrintedRow, PrintedTable } from './printed-shapes.ts';

/** What packages (or the adhesion) contain: the matrix of services by package, then the included volumes by stratum. */
export function contentTables(edition: Edition, kind: 'package' | 'adhesion'): PrintedTable[] {
  const offers = edition.offers.filter((offer) => offer.kind === kind);
  return [...matrix(edition, offers), ...volumes(edition, offers)];
}

function matrix(edition: Edition, offers: readonly Offer[]): PrintedTable[] {
  const told = offers.filter((offer) => offer.content.length > 0);
  if (told.length === 0) return [];
  const heading = new Map(edition.headings.map(({ key, label }) => [key, label]));
  const rows = edition.services.flatMap((service): PrintedRow[] => {
    const lines = told.map((offer) => offer.content.find((line) => line.service === service.key));
    if (lines.every((line) => line === undefined)) return [];
    return [
      {
        group: heading.get(service.heading) ?? null,
        label: service.label,
        detail: service.note ?? null,
        citations: service.citations,
        readings: service.readings,
        cells: lines.map((line) =>
          line
            ? textCell(line.printed, {
                citations: line.citations,
                readings: [...line.readings, ...line.limits.flatMap((limit) => limit.readings)],
                note: line.limits.map((limit) => limit.says).join(' ') || null,
              })
            : textCell('–'),
        ),
        anchor: null,
      },
    ];
  });
  return [
    {
      key: 'contenu',
      caption: 'Contenu des forfaits',
      corner: 'Service',
      columns: told.map((offer) => ({ label: offer.label, isAmount: false, citations: offer.citations })),
      rows,
      notes: [],
    },
  ];
}

function volumes(edition: Edition, offers: readonly Offer[]): PrintedTable[] {
  const here = edition.quotas.filter((quota) => quota.through.some((key) => offers.some((offer) => offer.key === key)));
  const flat = here.filter((quota) => quota.amount.kind === 'flat');
  const bySchemes = Map.groupBy(here, (quota) => (quota.amount.kind === 'per-stratum' ? quota.amount.scheme : null));
  const tables = [...bySchemes].flatMap(([scheme, quotas]) => (scheme === null ? [] : [volumesByStratum(edition, scheme, quotas)]));
  return flat.length === 0 ? tables : [...tables, flatVolumes(flat, offers)];
}

function volumesByStratum(edition: Edition, key: string, quotas: readonly Quota[]): PrintedTable {
  const scheme = edition.schemes.find((candidate) => candidate.key === key);
  return {
    key: `volumes-${key}`,
    caption: 'Volumes inclus selon la strate',
    corner: 'Strate',
    columns: quotas.map((quota) => ({ label: quota.label, isAmount: true, citations: [] })),
    rows: asPrinted(scheme?.strata ?? []).map((stratum) => ({
      group: null,
      label: stratum.label,
      detail: null,
      citations: [stratum.citation],
      readings: scheme?.readings ?? [],
      cells: quotas.map((quota) => {
        const entry = quota.amount.kind === 'per-stratum' ? quota.amount.values.find((value) => value.stratum === stratum.key) : undefined;
        return entry ? textCell(count(entry.value), { citations: [entry.citation], readings: quota.readings }) : textCell('–');
      }),
      anchor: null,
    })),
    notes: [],
  };
}

function flatVolumes(quotas: readonly Quota[], offers: readonly Offer[]): PrintedTable {
  return {
    key: 'volumes',
    caption: 'Volumes inclus',
    corner: 'Volume',
    columns: [{ label: 'Inclus', isAmount: false, citations: [] }],
    rows: quotas.map((quota) => ({
      group: null,
      label: quota.label,
      detail: [quota.per === 'year' && 'par an', offers.length > 1 && throughWhat(quota, offers)].filter(Boolean).join(', ') || null,
      citations: [],
      readings: quota.readings,
      cells:
        quota.amount.kind === 'flat'
          ? [
              textCell(`${count(quota.amount.value)} ${plural(quota.unit, quota.amount.value)}`, {
                citations: [quota.amount.citation],
                readings: quota.readings,
              }),
            ]
          : [textCell('–')],
      anchor: null,
    })),
    notes: [],
  };
}

function throughWhat(quota: Quota, offers: readonly Offer[]): string {
  const through = offers.filter((offer) => quota.through.includes(offer.key));
  return through.length === offers.length ? 'tous les forfaits' : through.map((offer) => offer.label).join(', ');
}

/** One word takes its mark of plural; a longer unit is left as it is. */
function plural(unit: string, value: number): string {
  return value >= 2 && /^[\p{Ll}-]+$/u.test(unit) && !/[sxz]$/.test(unit) ? `${unit}s` : unit;
}
