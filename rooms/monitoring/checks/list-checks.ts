// SPDX-License-Identifier: EUPL-1.2
import { domainToUnicode } from 'node:url';
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { CheckKind, CheckStatus } from '../contract/checks.ts';
import type { Tables } from '../tables.ts';

type Ctx = Context<Tables>;
type Asked = {
  q?: string | undefined;
  body?: string | undefined;
  status?: CheckStatus | 'troubled' | undefined;
  kind?: CheckKind | undefined;
  sort: 'name' | 'body' | 'status' | 'since';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

// The worst first.
const severity = sql`array_position(array['down', 'warn', 'pending', 'up'], s.status)`;

/** Checks of the operator's territory, or of the body itself. */
export async function listChecks(ctx: Ctx, asked: Asked) {
  const { total } = await matching(ctx, asked)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const column = { name: sql`c.name`, body: sql`b.name`, status: severity, since: sql`s.since_at` }[asked.sort];
  const rows = await matching(ctx, asked)
    .select(checkColumns)
    .orderBy(column, asked.order)
    .orderBy('c.name')
    .orderBy('c.id')
    .limit(asked.size)
    .offset((asked.page - 1) * asked.size)
    .execute();
  return { rows: rows.map(checkRowOf), total: Number(total) };
}

/** Checks that the body in the address may see, as queries begin. */
export function matching(ctx: Ctx, { q, body, status, kind }: Pick<Partial<Asked>, 'q' | 'body' | 'status' | 'kind'>) {
  const words = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
  return ctx.tx
    .selectFrom('monitoring.check as c')
    .innerJoin('monitoring.state as s', (join) => join.onRef('s.organisation_id', '=', 'c.organisation_id').onRef('s.id', '=', 'c.id'))
    .innerJoin('organisations.body as b', 'b.id', 'c.body_id')
    .where((either) => either.or([either('c.organisation_id', '=', ctx.organisation), either('c.body_id', '=', ctx.organisation)]))
    .$if(body !== undefined, (query) => query.where('c.body_id', '=', body ?? ''))
    .$if(kind !== undefined, (query) => query.where('c.kind', '=', kind ?? 'http'))
    .$if(status === 'troubled', (query) => query.where('s.status', 'in', ['down', 'warn']))
    .$if(status !== undefined && status !== 'troubled', (query) => query.where('s.status', '=', status as CheckStatus)) // not « troubled » by now
    .$if(words !== null, (query) => query.where(sql<boolean>`(c.name ilike ${words} or b.name ilike ${words} or c.settings::text ilike ${words})`));
}

export const checkColumns = [
  'c.id',
  'c.kind',
  'c.name',
  'c.settings',
  'c.is_paused',
  'c.depends_on',
  's.status',
  's.is_flapping',
  's.since_at',
  's.last_at',
  's.last_ms',
  's.says',
  's.incident_id',
  'b.id as body_id',
  'b.slug',
  'b.name as body_name',
] as const;

type Row = {
  id: string;
  kind: CheckKind;
  name: string;
  settings: Record<string, unknown>;
  is_paused: boolean;
  depends_on: string | null;
  status: CheckStatus;
  is_flapping: boolean;
  since_at: string;
  last_at: string | null;
  last_ms: number | null;
  says: string | null;
  incident_id: string | null;
  body_id: string;
  slug: string;
  body_name: string;
};

export function checkRowOf(row: Row) {
  return {
    id: row.id,
    body: { id: row.body_id, slug: row.slug, name: row.body_name },
    kind: row.kind,
    name: row.name,
    aim: aimOf(row),
    status: row.status,
    isPaused: row.is_paused,
    isFlapping: row.is_flapping,
    sinceAt: row.since_at,
    lastAt: row.last_at,
    lastMs: row.last_ms,
    says: row.says,
    incidentId: row.incident_id,
    dependsOn: row.depends_on,
  };
}

function aimOf({ kind, settings }: Pick<Row, 'kind' | 'settings'>): string {
  // As people read it: a name with accents is not asked in letters of the network.
  const at = (name: string): string =>
    name === 'host' ? domainToUnicode(String(settings[name] ?? '')) || String(settings[name] ?? '') : String(settings[name] ?? '');
  if (kind === 'http') return at('url');
  if (kind === 'tcp') return `${at('host')}:${at('port')}`;
  if (kind === 'dns') return `${at('host')} ${at('record')}`;
  if (kind === 'mail-loop') return at('mailbox');
  if (kind === 'event') return at('event');
  return at('host');
}
