// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { compileEdition, countRoster, editionNamed } from '#rooms/catalogue/api.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { refuse } from './contract.ts';
import { MUTUALISED } from './start-adhesion.ts';
import type { Tables } from './tables.ts';

/** Who is a member of an EPCI's territory on a day, and whether the edition of its convention counts them. Refuses one without convention then. */
export async function readRoster(ctx: Context<Tables>, { payerId, on: asked }: { payerId: string; on?: string | undefined }) {
  const on = asked ?? ctx.today().toString();
  const rows = await ctx.tx
    .selectFrom('adhesions.membership as m')
    .innerJoin('adhesions.convention as c', (join) => join.onRef('c.organisation_id', '=', 'm.organisation_id').onRef('c.id', '=', 'm.convention_id'))
    .innerJoin('organisations.body as b', 'b.id', 'm.beneficiary_id')
    .select(['m.beneficiary_id as id', 'b.name', 'm.begins_on as since', 'm.ends_on as until', 'c.number as convention', 'c.edition', 'c.kind'])
    .where('m.organisation_id', '=', ctx.organisation)
    .where('m.payer_id', '=', payerId)
    .where('m.scope', '=', MUTUALISED)
    .where('m.begins_on', '<=', on)
    .where((where) => where.or([where('m.ends_on', 'is', null), where('m.ends_on', '>=', on)]))
    .orderBy('b.name')
    .execute();
  const cadre = rows.find(({ kind }) => kind === 'cadre');
  if (!cadre) throw refuse('adhesions.not-member');
  const record = await editionNamed(ctx, ctx.organisation, cadre.edition);
  const view = await operatorOn(ctx.house, ctx.organisation, Temporal.PlainDate.from(on));
  const others = rows.filter(({ id }) => id !== payerId);
  const facts = others.flatMap(({ id }) => view.find(id) ?? []);
  const count = record ? countRoster(compileEdition(record.edition), facts, 'totale', (id) => view.find(id)) : null;
  const counted = new Map(count?.bodies.map((body) => [body.id, body]));
  return {
    on,
    edition: cadre.edition,
    counted: count?.counted ?? 0,
    leftOut: count?.leftOut ?? 0,
    unknown: count?.unknown ?? others.length,
    rule: count?.rule ?? '',
    members: rows.map(({ id, name, since, until, convention }) => ({
      id,
      name,
      since,
      until,
      convention,
      isCounted: id === payerId ? null : (counted.get(id)?.isCounted ?? null),
      why: id === payerId ? 'L’EPCI lui-même ne se compte pas.' : (counted.get(id)?.why ?? 'Inconnue à cette date.'),
    })),
  };
}
