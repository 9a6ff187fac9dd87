// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { compileEdition, countRoster, editionNamed, type BodyFacts } from '#rooms/catalogue/api.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { servicesOpen } from '#rooms/rights/api.ts';
import { MUTUALISED } from '../start-adhesion.ts';
import { editionLabels } from './edition-labels.ts';
import { suspendedOn } from '../suspensions/suspended-on.ts';
import type { Tables } from '../tables.ts';

type Asked = {
  on?: string | undefined;
  payerId?: string | undefined;
  bodyId?: string | undefined;
  q?: string;
  sort?: 'payer' | 'body' | 'since' | 'until';
  order?: 'asc' | 'desc';
  page: number;
  size: number;
};

const sorted = { payer: 'p.name', body: 'b.name', since: 'm.begins_on', until: 'm.ends_on' } as const;

/** The memberships that stand on a day, as the operator that granted them or a body that is party to them reads them. Read, never stored. */
export async function membersAsOf(ctx: Context<Tables>, { on: asked, payerId, bodyId, q = '', sort = 'payer', order = 'asc', page, size }: Asked) {
  const on = asked ?? ctx.today().toString();
  const found = membershipsOn(ctx, on)
    .innerJoin('organisations.body as b', 'b.id', 'm.beneficiary_id')
    .innerJoin('organisations.body as p', 'p.id', 'm.payer_id')
    .$if(payerId !== undefined, (query) => query.where('m.payer_id', '=', payerId ?? ''))
    .$if(bodyId !== undefined, (query) => query.where('m.beneficiary_id', '=', bodyId ?? ''))
    .$if(q !== '', (query) => {
      const like = `%${q.replace(/[\\%_]/g, String.raw`\$&`)}%`;
      return query.where((where) => where.or([where('b.name', 'ilike', like), where('p.name', 'ilike', like), where('c.number', 'ilike', like)]));
    });
  const { total } = await found.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .innerJoin('organisations.body as o', 'o.id', 'm.organisation_id')
    .select(['m.organisation_id', 'm.beneficiary_id', 'b.name', 'm.payer_id', 'p.name as payer', 'o.name as operator', 'm.scope'])
    .select(['m.begins_on as since', 'm.ends_on as until', 'c.id as conventionId', 'c.number', 'c.kind', 'c.cadre_id', 'c.edition'])
    .orderBy(sorted[sort], (at) => (order === 'asc' ? at.asc().nullsLast() : at.desc().nullsLast()))
    .orderBy('b.name')
    .orderBy('m.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const judged = await judgesOf(ctx, rows, on);
  const labels = await editionLabels(ctx, rows);
  const services = await servicesOpen(ctx, { openingKeys: rows.map(({ conventionId }) => `convention ${conventionId}`), on });
  const suspended = await suspendedOn(
    ctx,
    rows.map(({ conventionId, cadre_id }) => ({ id: conventionId, cadreId: cadre_id })),
    on,
  );
  return {
    on,
    total,
    rows: rows.map((row) => ({
      body: { id: row.beneficiary_id, name: row.name },
      payer: { id: row.payer_id, name: row.payer },
      operator: row.operator,
      scope: row.scope,
      convention: { id: row.conventionId, number: row.number, kind: row.kind },
      edition: row.edition,
      editionLabel: labels.get(`${row.organisation_id} ${row.edition}`) ?? row.edition,
      since: row.since,
      until: row.until,
      ...judged(row),
      services: services(`convention ${row.conventionId}`, row.beneficiary_id),
      isSuspended: suspended.has(row.conventionId),
    })),
  };
}

/** The memberships whose days hold this one, with their convention. */
export function membershipsOn(ctx: Context<Tables>, on: string) {
  return ctx.tx
    .selectFrom('adhesions.membership as m')
    .innerJoin('adhesions.convention as c', (join) => join.onRef('c.organisation_id', '=', 'm.organisation_id').onRef('c.id', '=', 'm.convention_id'))
    .where('m.begins_on', '<=', on)
    .where((where) => where.or([where('m.ends_on', 'is', null), where('m.ends_on', '>=', on)]));
}

type Row = { organisation_id: string; beneficiary_id: string; payer_id: string; scope: string; edition: string };

/** How each edition counts each body. A rule looks at one body at a time: those of a page are judged without the others. */
async function judgesOf(ctx: Context<Tables>, rows: readonly Row[], on: string) {
  const said = new Map<string, { isCounted: boolean | null; why: string }>();
  const groups = Map.groupBy(
    rows.filter(({ scope }) => scope === MUTUALISED),
    (row) => `${row.organisation_id} ${row.edition}`,
  );
  for (const [group, members] of groups) {
    const [first] = members;
    const record = first && (await editionNamed(ctx, first.organisation_id, first.edition));
    if (!first || !record) continue;
    const view = await operatorOn(ctx.house, first.organisation_id, Temporal.PlainDate.from(on));
    const facts = new Map<string, BodyFacts>(members.flatMap(({ beneficiary_id: id }) => view.find(id) ?? []).map((one) => [one.id, one]));
    const { bodies } = countRoster(compileEdition(record.edition), [...facts.values()], 'totale', view.find);
    for (const { id, isCounted, why } of bodies) said.set(`${group} ${id}`, { isCounted, why });
  }
  return ({ organisation_id, edition, beneficiary_id, payer_id, scope }: Row) => {
    if (scope !== MUTUALISED) return { isCounted: null, why: 'Un forfait ne compte personne.' };
    if (beneficiary_id === payer_id) return { isCounted: null, why: 'L’EPCI lui-même ne se compte pas.' };
    return said.get(`${organisation_id} ${edition} ${beneficiary_id}`) ?? { isCounted: null, why: 'Inconnue à cette date.' };
  };
}
