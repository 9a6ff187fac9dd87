// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { formatDay } from '#platform/calendar/french-days.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { recountsOf } from '../history/what-is-owed.ts';
import type { ConventionPage } from '../contract/register.ts';
import type { Tables } from '../tables.ts';

type Row = {
  organisation_id: string;
  id: string;
  kind: string;
  number: string;
  yearly_cents: number | null;
  concluded_at: string;
  concluded_by: string;
  opened_at: string | null;
  begins_on: string;
  ended_at: string | null;
  ended_by: string | null;
  ends_on: string | null;
  end_reason: string | null;
  proofs: Record<string, unknown>;
};
type Entry = ConventionPage['history'][number];

/** What happened to a convention, the latest first: who, when, and what changed. */
export async function historyOf(ctx: Context<Tables>, row: Row): Promise<Entry[]> {
  const entries = [
    ...ownDates(row),
    ...(await corrections(ctx, row)),
    ...(await documents(ctx, row)),
    ...(await acts(ctx, row)),
    ...(await recounts(ctx, row)),
  ];
  return entries.toSorted((one, other) => one.at.localeCompare(other.at)).toReversed();
}

function ownDates(row: Row): Entry[] {
  const said: Entry[] = [];
  const isTakenOver = 'source' in row.proofs;
  if (!isTakenOver) said.push({ at: row.concluded_at, by: row.concluded_by, says: 'Convention conclue', details: [] });
  if (row.opened_at && !isTakenOver)
    said.push({ at: row.opened_at, by: '', says: `Services ouverts à compter du ${dayOf(row.begins_on)}`, details: [] });
  if (row.ended_at)
    said.push({
      at: row.ended_at,
      by: row.ended_by ?? '',
      says: `Fin fixée au ${row.ends_on ? dayOf(row.ends_on) : ''}`,
      details: row.end_reason ? [row.end_reason] : [],
    });
  return said;
}

/** The files that brought and corrected it: the operator alone reads them; the others read the proof of their source. */
async function corrections(ctx: Context<Tables>, row: Row): Promise<Entry[]> {
  const rows = await ctx.tx
    .selectFrom('adhesions.taken_over as t')
    .innerJoin('adhesions.take_over as f', (join) => join.onRef('f.organisation_id', '=', 't.organisation_id').onRef('f.id', '=', 't.take_over_id'))
    .select(['t.recorded_at', 't.line', 't.changes', 'f.file_name', 'f.applied_by'])
    .where('t.organisation_id', '=', row.organisation_id)
    .where('t.convention_id', '=', row.id)
    .execute();
  if (rows.length === 0 && 'source' in row.proofs)
    return [{ at: row.concluded_at, by: row.concluded_by, says: 'Convention reprise d’un fichier de l’opérateur', details: [] }];
  return rows.map(({ recorded_at, line, changes, file_name, applied_by }) => ({
    at: recorded_at,
    by: applied_by,
    says: changes.length === 0 ? `Reprise de ${file_name}, ligne ${line}` : `Corrigée par ${file_name}, ligne ${line}`,
    details: changes,
  }));
}

/** Bodies that joined or left under way and moved what the territory pays. */
async function recounts(ctx: Context<Tables>, row: Row): Promise<Entry[]> {
  if (row.kind !== 'cadre') return [];
  const found = (await recountsOf(ctx, [row.id], row.organisation_id)).get(row.id) ?? [];
  return found.map(({ from, yearlyCents, cause, by, countedAfter, recordedAt, recordedBy }) => ({
    at: recordedAt,
    by: recordedBy,
    says: `Participation ${cause === 'joined' ? 'portée' : 'ramenée'} à ${formatEuros(yearlyCents)} par an à compter du ${dayOf(from)}`,
    details: [
      `${countedAfter} collectivités comptées`,
      ...(by && by !== row.number ? [`Recomptage ${cause === 'joined' ? 'par' : 'à la fin de'} la convention ${by}`] : []),
    ],
  }));
}

async function documents(ctx: Context<Tables>, { organisation_id, id }: Row): Promise<Entry[]> {
  const rows = await ctx.tx
    .selectFrom('adhesions.attachment')
    .select(['name', 'digest', 'added_at', 'added_by', 'withdrawn_at', 'withdrawn_by', 'withdrawn_reason'])
    .where('organisation_id', '=', organisation_id)
    .where('convention_id', '=', id)
    .execute();
  return rows.flatMap((one) => [
    { at: one.added_at, by: one.added_by, says: `Document attaché : ${one.name}`, details: [`Empreinte SHA-256 ${one.digest}`] },
    ...(one.withdrawn_at
      ? [
          {
            at: one.withdrawn_at,
            by: one.withdrawn_by ?? '',
            says: `Document retiré : ${one.name}`,
            details: one.withdrawn_reason ? [one.withdrawn_reason] : [],
          },
        ]
      : []),
  ]);
}

/** Suspensions, what was written of its term, days of first commissioning. */
async function acts(ctx: Context<Tables>, { organisation_id, id }: Row): Promise<Entry[]> {
  const suspensions = await ctx.tx
    .selectFrom('adhesions.suspension')
    .select(['begins_on', 'ends_on', 'reason', 'suspended_by', 'suspended_at', 'resumed_by', 'resumed_at'])
    .where('organisation_id', '=', organisation_id)
    .where('convention_id', '=', id)
    .execute();
  const clauses = await ctx.tx
    .selectFrom('adhesions.term_clause')
    .select(['renewal', 'notice_months', 'clause', 'recorded_by', 'recorded_at'])
    .where('organisation_id', '=', organisation_id)
    .where('convention_id', '=', id)
    .execute();
  const days = await ctx.tx
    .selectFrom('adhesions.commissioning')
    .select(['on_day', 'proposed_by', 'author', 'proposed_at', 'note', 'agreed_by', 'agreed_at'])
    .where('organisation_id', '=', organisation_id)
    .where('convention_id', '=', id)
    .execute();
  return [
    ...suspensions.flatMap((one) => [
      { at: one.suspended_at, by: one.suspended_by, says: `Suspendue ${lasting(one)}`, details: [one.reason] },
      ...(one.resumed_at ? [{ at: one.resumed_at, by: one.resumed_by ?? '', says: 'Rétablie', details: [] }] : []),
    ]),
    ...clauses.map((one) => ({
      at: one.recorded_at,
      by: one.recorded_by,
      says: `Terme : reconduction ${one.renewal === 'tacit' ? 'tacite' : 'expresse'}, préavis de ${one.notice_months} mois`,
      details: [one.clause],
    })),
    ...days.flatMap((one) => [
      {
        at: one.proposed_at,
        // The rule that proposes the first day has no name to show.
        by: one.proposed_by === 'rule' ? '' : one.author,
        says: `Première mise en service proposée le ${dayOf(one.on_day)}`,
        details: one.note ? [one.note] : [],
      },
      ...(one.agreed_at
        ? [{ at: one.agreed_at, by: one.agreed_by ?? '', says: `Première mise en service convenue le ${dayOf(one.on_day)}`, details: [] }]
        : []),
    ]),
  ];
}

/** One that was lifted ended on the day before: its end was not the one foreseen. */
function lasting({ begins_on, ends_on, resumed_at }: { begins_on: string; ends_on: string | null; resumed_at: string | null }): string {
  if (ends_on === null || resumed_at !== null) return `à compter du ${dayOf(begins_on)}`;
  return `du ${dayOf(begins_on)} au ${dayOf(ends_on)}`;
}

function dayOf(day: string): string {
  return formatDay(Temporal.PlainDate.from(day));
}
