// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { writeCsv } from '#platform/documents/csv.ts';
import type { FileAnswer } from '#platform/room.ts';
import { foldText } from '#platform/text/fold.ts';
import type { BodyFacts } from '../body-facts.ts';
import { kindLabels, type BodyKind } from '../contract/body-kinds.ts';
import type { lacks } from '../contract.ts';
import { operatorViewIn } from '../operators/operator-in-memory.ts';
import type { OperatorView } from '../operators/operator-view.ts';
import { inseeIn, searchWords, sirenIn } from '../search/search-words.ts';
import type { Tables } from '../tables.ts';
import { inhabitantsOf, listRowOf } from './list-row.ts';

type Listing = {
  q?: string | undefined;
  kind?: BodyKind[] | undefined;
  epci?: string | undefined;
  declared?: 'true' | 'false' | undefined;
  lacks?: (typeof lacks)[number] | undefined;
  sort: 'name' | 'kind' | 'population' | 'agents' | 'department';
  order: 'asc' | 'desc';
};

/** One page of the bodies that the operator serves, filtered and sorted from memory: the largest territory has a few thousand. */
export async function listBodies(ctx: Context<Tables>, { page, size, ...listing }: Listing & { page: number; size: number }) {
  const view = await operatorViewIn(ctx);
  const bodies = listed(view, listing);
  return { rows: bodies.slice((page - 1) * size, page * size).map((body) => listRowOf(view, body)), total: bodies.length };
}

/** The whole list as a spreadsheet opens it. */
export async function exportBodies(ctx: Context<Tables>, listing: Listing): Promise<FileAnswer> {
  const view = await operatorViewIn(ctx);
  const rows = listed(view, listing).map((body) => {
    const { epci, parent, ...row } = listRowOf(view, body);
    const { totale, municipale, communeFile, declared } = row.population;
    return [
      row.name,
      kindLabels[row.kind],
      row.siren,
      row.siret,
      row.insee,
      row.department,
      epci?.name,
      parent?.name,
      totale?.value,
      totale?.vintage,
      municipale?.value,
      municipale?.vintage,
      communeFile?.value,
      communeFile?.vintage,
      declared?.value,
      declared?.vintage,
      row.agents,
      row.budgetCents === null ? null : { cents: row.budgetCents },
      yesNo(row.affiliated),
      yesNo(row.hosted),
    ];
  });
  return { name: 'collectivités.csv', type: 'text/csv; charset=utf-8', content: writeCsv(titles, rows) };
}

const titles = [
  'Nom',
  'Type',
  'SIREN',
  'SIRET',
  'Code INSEE',
  'Département',
  'EPCI',
  'Rattachement',
  'Population totale',
  'Millésime (totale)',
  'Population municipale',
  'Millésime (municipale)',
  'Population (fichier des communes)',
  'Millésime (fichier des communes)',
  'Population déclarée',
  'Année (déclarée)',
  'Agents',
  'Budget (€)',
  'Affiliée au CDG',
  'Hébergée',
];

function yesNo(value: boolean | null): string | null {
  return value === null ? null : value ? 'oui' : 'non';
}

function listed(view: OperatorView, { q, kind, epci, declared, lacks: lacking, sort, order }: Listing): BodyFacts[] {
  const isAsked = q === undefined || q === '' ? () => true : matching(q);
  const members = epci === undefined ? null : new Set([epci, ...view.register.roster(epci).map(({ id }) => id)]);
  const bodies = view.territory.filter(
    (body) =>
      (kind === undefined || kind.includes(body.kind)) &&
      (members === null || members.has(body.id) || (body.parentId !== undefined && members.has(body.parentId))) &&
      (declared === undefined || view.isDeclared(body.id) === (declared === 'true')) &&
      (lacking === undefined || isLacking(body, lacking)) &&
      isAsked(body),
  );
  const sign = order === 'asc' ? 1 : -1;
  return bodies.sort((one, other) => sign * compare(one, other, sort) || french.compare(one.name, other.name) || (one.id < other.id ? -1 : 1));
}

function matching(q: string): (body: BodyFacts) => boolean {
  const [siren, insee, asked] = [sirenIn(q), inseeIn(q), searchWords(q).split(' ')];
  if (siren !== null) return (body) => body.siren === siren;
  return (body) => {
    const folded = ` ${foldText(body.name)}`;
    return (insee !== null && body.insee === insee) || asked.every((word) => folded.includes(` ${word}`));
  };
}

function isLacking(body: BodyFacts, lacking: (typeof lacks)[number]): boolean {
  return lacking === 'population' ? inhabitantsOf(body) === null && !body.serves : body[lacking] === undefined;
}

const french = new Intl.Collator('fr');

function compare(one: BodyFacts, other: BodyFacts, sort: Listing['sort']): number {
  switch (sort) {
    case 'name':
      return french.compare(one.name, other.name);
    case 'kind':
      return french.compare(kindLabels[one.kind], kindLabels[other.kind]);
    case 'population':
      return (inhabitantsOf(one) ?? -1) - (inhabitantsOf(other) ?? -1);
    case 'agents':
      return (one.agents ?? -1) - (other.agents ?? -1);
    case 'department':
      return (one.department ?? '').localeCompare(other.department ?? '');
  }
}
