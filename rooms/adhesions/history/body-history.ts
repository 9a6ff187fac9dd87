// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import { todayInParis } from '#platform/calendar/paris.ts';
import type { Context } from '#platform/context.ts';
import { refuseHistory } from '../contract/history.ts';
import { editionLabels } from './edition-labels.ts';
import type { Tables } from '../tables.ts';

const kinds = { cadre: 'convention cadre', tripartite: 'convention tripartite', package: 'souscription' } as const;

/** What became of a body, the latest first: every convention from which it benefits, with its suspensions. */
export async function bodyHistory(ctx: Context<Tables>, { bodyId }: { bodyId: string }) {
  const body = await ctx.tx.selectFrom('organisations.body').select('name').where('id', '=', bodyId).executeTakeFirst();
  if (!body) throw refuseHistory('adhesions.no-such-body');
  const conventions = await ctx.tx
    .selectFrom('adhesions.convention')
    .select([
      'organisation_id',
      'id',
      'number',
      'kind',
      'cadre_id',
      'edition',
      'begins_on',
      'ends_on',
      'concluded_at',
      'concluded_by',
      'ended_at',
      'ended_by',
      'end_reason',
    ])
    .where('beneficiary_id', '=', bodyId)
    .orderBy('begins_on')
    .execute();
  const under = conventions.flatMap(({ id, cadre_id }) => (cadre_id ? [id, cadre_id] : [id]));
  const suspensions = await ctx.tx
    .selectFrom('adhesions.suspension')
    .select(['convention_id', 'begins_on', 'reason', 'suspended_by', 'resumed_by', 'resumed_at'])
    // A cadre is suspended with all that stands under it.
    .where('convention_id', 'in', under.length > 0 ? under : [bodyId])
    .execute();
  const labels = await editionLabels(ctx, conventions);
  const rows = conventions.flatMap((one) => {
    const convention = { id: one.id, number: one.number };
    const line = (on: string, what: What, says: string, by: string | null) => ({
      on,
      what,
      says,
      by,
      convention,
      edition: one.edition,
      editionLabel: labels.get(`${one.organisation_id} ${one.edition}`) ?? one.edition,
    });
    return [
      line(dayOf(one.concluded_at), 'concluded', `La ${kinds[one.kind]} ${one.number} est conclue.`, one.concluded_by || null),
      line(one.begins_on, 'opens', `Les services de la convention ${one.number} s’ouvrent.`, null),
      ...(one.ended_at
        ? [
            line(
              dayOf(one.ended_at),
              'ended',
              `Fin décidée au ${formatDay(Temporal.PlainDate.from(one.ends_on ?? one.begins_on))} : ${one.end_reason ?? ''}`,
              one.ended_by,
            ),
          ]
        : []),
      ...(one.ends_on && one.ends_on >= one.begins_on ? [line(one.ends_on, 'ends', `Dernier jour de la convention ${one.number}.`, null)] : []),
      ...suspensions
        .filter(({ convention_id, begins_on }) => holdsThen(one, convention_id, begins_on))
        .flatMap(({ begins_on, reason, suspended_by, resumed_by, resumed_at }) => [
          line(begins_on, 'suspended', `Suspendue : ${reason}`, suspended_by),
          ...(resumed_at ? [line(dayOf(resumed_at), 'resumed', 'Rétablie.', resumed_by)] : []),
        ]),
    ];
  });
  return {
    name: body.name,
    rows: rows.toSorted((one, other) => other.on.localeCompare(one.on) || other.convention.number.localeCompare(one.convention.number)),
  };
}

/** Whether a suspension is of this convention, or of its cadre while it stood. */
function holdsThen(
  { id, cadre_id, begins_on, ends_on }: { id: string; cadre_id: string | null; begins_on: string; ends_on: string | null },
  suspendedId: string,
  on: string,
): boolean {
  return suspendedId === id || (suspendedId === cadre_id && on >= begins_on && (ends_on === null || on <= ends_on));
}

type What = 'concluded' | 'opens' | 'ends' | 'ended' | 'suspended' | 'resumed';

function dayOf(instant: string): string {
  return todayInParis(Temporal.Instant.from(instant)).toString();
}
