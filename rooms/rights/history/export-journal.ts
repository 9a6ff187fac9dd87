// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { writeCsv } from '#platform/documents/csv.ts';
import type { FileAnswer } from '#platform/room.ts';
import { movementLabels, refuse, refuseHistory, type MovementKind } from '../contract.ts';
import type { Tables } from '../tables.ts';

const MOST = 100_000;

type Asked = { from?: string | undefined; to?: string | undefined; allowance?: string | undefined };
type Line = {
  on: string;
  consumer: string;
  siren: string | null;
  holder: string;
  service: string | null;
  right: string | null;
  kind: MovementKind;
  used: number;
  reserved: number;
  unit: string | null;
  beyond: number;
  beyondCents: number | null;
  says: string;
  key: string;
};

/** Each use of a period as a CSV file, the oldest first: of the body, or of all that an operator opened. Refuses what is too long for one file. */
export async function exportJournal(ctx: Context<Tables>, { from, to, allowance }: Asked): Promise<FileAnswer> {
  const today = ctx.today();
  const first = from ?? today.with({ month: 1, day: 1 }).toString();
  const last = to ?? today.toString();
  if (Temporal.PlainDate.compare(last, first) < 0) throw refuse('rights.ends-before-it-begins', {}, 'to');
  // Each part uses an index of its own.
  const those = sql`(
    select m.* from rights.movement m where m.organisation_id = ${ctx.organisation} and ${within(first, last, allowance)}
    union
    select m.* from rights.movement m where m.beneficiary_id = ${ctx.organisation} and ${within(first, last, allowance)}
    union
    select m.* from rights.movement m where m.consumer_id = ${ctx.organisation} and ${within(first, last, allowance)})`;
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total from ${those} j`.execute(ctx.tx);
  const total = counted[0]?.total ?? 0;
  if (total > MOST) throw refuseHistory('rights.journal-too-long', { total, most: MOST });
  const { rows } = await sql<Line>`
    select m.on_day as "on", c.name as consumer, c.siren, h.name as holder, a.service, a.label as "right", m.kind, m.used, m.reserved, a.unit, m.beyond,
      m.beyond_cents as "beyondCents", m.evidence ->> 'says' as says, m.key
    from ${those} m
    join organisations.body c on c.id = m.consumer_id
    join organisations.body h on h.id = m.beneficiary_id
    left join rights.allowance a on a.organisation_id = m.organisation_id and a.id = m.allowance_id
    order by m.on_day, m.at, m.id`.execute(ctx.tx);
  return {
    name: `utilisations-${first}-${last}.csv`,
    type: 'text/csv; charset=utf-8',
    content: writeCsv(titles, rows.map(cellsOf)),
  };
}

const titles = [
  'Jour',
  'Collectivité',
  'SIREN',
  'Détenteur du droit',
  'Service',
  'Droit',
  'Mouvement',
  'Utilisé',
  'Réservé',
  'Unité',
  'Au-delà',
  'Prix du dépassement (€)',
  'Justification',
  'Référence',
];

function cellsOf(line: Line) {
  return [
    Temporal.PlainDate.from(line.on),
    line.consumer,
    line.siren ?? '',
    line.holder,
    line.service ?? '',
    line.right ?? '',
    movementLabels[line.kind],
    line.used / 1000,
    line.reserved / 1000,
    line.unit ?? '',
    line.beyond / 1000,
    line.beyondCents === null ? '' : { cents: line.beyondCents },
    line.says,
    line.key,
  ];
}

function within(first: string, last: string, allowance: string | undefined) {
  return sql`m.on_day between ${first}::date and ${last}::date and ${allowance === undefined ? sql`true` : sql`m.allowance_id = ${allowance}`}`;
}
