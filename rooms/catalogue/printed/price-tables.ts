// SPDX-License-Identifier: EUPL-1.2
import type { Edition } from '../edition-schema.ts';
import { gridTable } from './grid-table.ts';
import { listTable } from './list-table.ts';
import type { Priced } from './print-edition.ts';
import type { PrintedSentence, PrintedTable } from './printed-shapes.ts';
import { stepsTable } from './steps-table.ts';
import { strataTable } from './strata-table.ts';
import { tiersTable } from './tiers-table.ts';

/** The tables of prices of one part, family by family: a family is what concerns one service (or all packages together). */
export function priceTables(edition: Edition, priced: readonly Priced[]): PrintedTable[] {
  const families = Map.groupBy(priced, ({ offer }) => (offer.kind === 'package' ? 'forfaits' : (offer.services[0] ?? offer.key)));
  return gatherSingles(
    edition,
    [...families].map(([key, members]) => ({ key, tables: familyTables(edition, key, members) })),
  );
}

type Family = { key: string; tables: PrintedTable[] };

/** Families of one single price that follow one another under one heading share a table, as a price list prints them. */
function gatherSingles(edition: Edition, families: readonly Family[]): PrintedTable[] {
  const tables: PrintedTable[] = [];
  const gathered = new Map<PrintedTable, string>();
  for (const family of families) {
    const [only] = family.tables;
    const heading = headingOf(edition, family.key);
    const last = tables.at(-1);
    if (family.tables.length !== 1 || !only || only.rows.length !== 1 || only.notes.length > 0 || heading === null) {
      tables.push(...family.tables);
    } else if (last && gathered.get(last) === heading.key) {
      last.rows.push(...only.rows);
      last.caption = heading.label;
    } else {
      const table = { ...only, rows: [...only.rows] };
      gathered.set(table, heading.key);
      tables.push(table);
    }
  }
  return tables;
}

function headingOf(edition: Edition, serviceKey: string): { key: string; label: string } | null {
  const service = edition.services.find(({ key }) => key === serviceKey);
  return edition.headings.find(({ key }) => key === service?.heading) ?? null;
}

function familyTables(edition: Edition, key: string, members: readonly Priced[]): PrintedTable[] {
  const grids = members.flatMap((member) => (member.charge.price.kind === 'grid' ? [gridTable(member, member.charge.price)] : []));
  const tiers = members.flatMap((member) => (member.charge.price.kind === 'percentage' ? [tiersTable(member, member.charge.price)] : []));
  const steps = stepsTable(key, members);
  const strata = strataTables(edition, key, members);
  const shown = new Set(strata.flatMap((table) => table.members));
  const rest = members.filter((member) => !shown.has(member) && ['fixed', 'per-inhabitant', 'on-quote'].includes(member.charge.price.kind));
  const tables = [...grids, ...steps, ...strata.map(({ table }) => table), ...tiers, ...(rest.length > 0 ? [listTable(edition, key, rest)] : [])];
  const [first, ...others] = tables;
  return first ? [{ ...first, notes: [...notesOf(edition, members), ...first.notes] }, ...others] : [];
}

/** One table per scheme of strata; where its strata stand as columns, the family's single prices join it across all columns. */
function strataTables(edition: Edition, key: string, members: readonly Priced[]): { table: PrintedTable; members: Priced[] }[] {
  const bySchemes = Map.groupBy(members, ({ charge }) => (charge.price.kind === 'per-stratum' ? charge.price.scheme : null));
  const schemes = [...bySchemes.keys()].filter((scheme) => scheme !== null);
  return schemes.flatMap((schemeKey) => {
    const scheme = edition.schemes.find((candidate) => candidate.key === schemeKey);
    if (!scheme) return [];
    const own = bySchemes.get(schemeKey) ?? [];
    const alone = schemes.length === 1 && !own.some(({ offer }) => offer.kind === 'package');
    return [strataTable(key, scheme, alone ? members.filter((member) => own.includes(member) || isSingle(member)) : own)];
  });
}

function isSingle({ charge }: Priced): boolean {
  return charge.price.kind === 'fixed' || charge.price.kind === 'on-quote';
}

/** Who gets it at no charge, notes of the offers, what is beyond a ceiling, and what the operator must confirm. */
function notesOf(edition: Edition, members: readonly Priced[]): PrintedSentence[] {
  const offers = [...new Set(members.map(({ offer }) => offer))];
  const shown = new Set(members.map(({ variant }) => variant));
  return offers.flatMap((offer) => [
    ...(offer.note && offer.kind !== 'adhesion' ? [{ says: offer.note, citations: offer.citations, readings: [] }] : []),
    ...offer.variants.flatMap(({ included }) =>
      included ? [{ says: included.says, citations: [included.citation], readings: included.reading ? [included.reading] : [] }] : [],
    ),
    ...offer.variants
      .filter((variant) => shown.has(variant))
      .flatMap(({ toConfirm }) =>
        toConfirm ? [{ says: `${offer.label} : ${toConfirm.says}`, citations: [toConfirm.citation], readings: [toConfirm.reading] }] : [],
      ),
    ...offer.ceilings.map((ceiling) => ({
      says: `Au plus, selon la colonne : ${ceiling.most.map(({ value }) => value).join(', ')} ${nameOf(edition, offer.key, ceiling.input)}. ${ceiling.beyond.says}`,
      citations: ceiling.most.map(({ citation }) => citation),
      readings: [ceiling.beyond.reading],
    })),
  ]);
}

function nameOf(edition: Edition, offerKey: string, input: string): string {
  const offer = edition.offers.find(({ key }) => key === offerKey);
  return offer?.inputs.find(({ key }) => key === input)?.label.toLowerCase() ?? input;
}
