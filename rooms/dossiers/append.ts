// SPDX-License-Identifier: EUPL-1.2
import type { Actor, Context } from '#platform/context.ts';
import { sha256OfJson } from '#platform/evidence/digest.ts';
import { indexForSearch } from '#platform/search/index-for-search.ts';
import { refuse } from './contract.ts';
import type { DossierType } from './dossier-type.ts';
import { folded } from './folded.ts';
import { stateOf, type Content, type DossierState, type Happening } from './state.ts';
import type { DossierRow, HappeningRow, Tables } from './tables.ts';
import { typeOf } from './types-of-house.ts';

/** In whose place someone acts on a dossier: the body that owns it, or a party. */
export type Standpoint = { role: string; bodyId: string };

export type Held = { row: DossierRow; type: DossierType; happenings: Happening[]; state: DossierState };

/** Reads a dossier of the body in the address and keeps it from other writers until the transaction ends. Refuses `dossiers.unknown`. */
export async function hold<RoomTables>(caller: Context<RoomTables>, id: string): Promise<Held> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const row = await ctx.tx
    .selectFrom('dossiers.dossier')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuse('dossiers.unknown');
  const type = typeOf(ctx.house, row.type);
  const { happenings } = await readHappenings(ctx, row);
  return { row, type, happenings, state: stateOf(type, happenings) };
}

/**
 * The happenings that the readable bodies may see, oldest first, and whether their digests are chained without a gap: said of what the owner
 * reads, since a party's lines are not all of them.
 */
export async function readHappenings(
  ctx: Context<Tables>,
  { organisation_id, id }: Pick<DossierRow, 'organisation_id' | 'id'>,
): Promise<{ happenings: Happening[]; isWhole: boolean }> {
  const rows = await ctx.tx
    .selectFrom('dossiers.happening')
    .selectAll()
    .where('organisation_id', '=', organisation_id)
    .where('dossier_id', '=', id)
    .orderBy('rank')
    .execute();
  const isWhole = rows.every((row, at) => row.rank === at + 1 && digestOf(rows[at - 1]?.digest ?? '', row) === row.digest);
  return { happenings: rows.map(happeningOf), isWhole };
}

type Written = Content & { on?: Temporal.PlainDate; visibleTo?: string };

/** Appends what happens to a dossier that is held, and writes where it now stands. Returns the new state. */
export async function append(ctx: Context<Tables>, held: Held, standpoint: Standpoint, written: Written): Promise<Held> {
  const happening = await write(ctx, held.row.id, held.happenings.at(-1) ?? null, standpoint, written);
  const happenings = [...held.happenings, happening];
  const state = stateOf(held.type, happenings);
  const stands = standing(ctx, held.row.number, state);
  const row = { ...held.row, ...stands };
  await ctx.tx.updateTable('dossiers.dossier').set(stands).where('organisation_id', '=', ctx.organisation).where('id', '=', held.row.id).execute();
  return { ...held, row, happenings, state };
}

/** Writes the first happening of a new dossier, with its row. */
export async function begin(
  ctx: Context<Tables>,
  type: DossierType,
  { id, number, openingKey }: { id: string; number: string; openingKey: string },
  standpoint: Standpoint,
  opening: Extract<Content, { kind: 'opened' }>,
): Promise<Held> {
  // The happening refers to the dossier: its row goes first, and says where it will stand.
  const now = ctx.now().toString();
  const first = { ...opening, id, rank: 1, on: ctx.today(), at: ctx.now(), by: author(ctx.actor, standpoint), visibleTo: 'all', digest: '' };
  const state = stateOf(type, [first]);
  const row: DossierRow = {
    organisation_id: ctx.organisation,
    id,
    type: type.key,
    number,
    opening_key: openingKey,
    opened_at: now,
    ...standing(ctx, number, state),
  };
  await ctx.tx.insertInto('dossiers.dossier').values(row).execute();
  const happening = await write(ctx, id, null, standpoint, opening);
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const href = type.href?.(slug, id) ?? `/o/${slug}/dossiers/${id}`;
  await indexForSearch(ctx, { kind: 'dossiers.dossier', id, title: `${number} ${opening.content.title}`, detail: type.label, href });
  return { row, type, happenings: [happening], state: stateOf(type, [happening]) };
}

function standing(ctx: Context<Tables>, number: string, state: DossierState) {
  const now = ctx.now().toString();
  return {
    title: state.title,
    words: folded(`${number} ${state.title}`),
    step: state.step.key,
    status: state.status,
    awaits: state.status === 'closed' ? 'nobody' : state.step.awaits,
    due_on: state.dueOn?.toString() ?? null,
    assignee_id: state.assignee?.personId ?? null,
    changed_at: now,
    closed_at: state.status === 'closed' ? now : null,
    rank: state.rank,
    step_since: state.since.toString(),
    worth_cents: worthOf(state),
  };
}

function worthOf({ type: { worth }, facts }: DossierState): number | null {
  const cents = worth === undefined ? null : facts[worth];
  return typeof cents === 'number' ? cents : null;
}

async function write(
  ctx: Context<Tables>,
  dossierId: string,
  before: Happening | null,
  standpoint: Standpoint,
  written: Written,
): Promise<Happening> {
  const { kind, content, on = ctx.today(), visibleTo = 'all' } = written;
  const by = author(ctx.actor, standpoint);
  const rank = (before?.rank ?? 0) + 1;
  const row: HappeningRow = {
    organisation_id: ctx.organisation,
    id: ctx.newId(),
    dossier_id: dossierId,
    rank,
    kind,
    visible_to: visibleTo,
    content,
    on_day: on.toString(),
    at: ctx.now().toString(),
    by_person: by.personId,
    by_name: by.name,
    by_body: by.bodyId,
    digest: '',
  };
  row.digest = digestOf(before?.digest ?? '', row);
  await ctx.tx
    .insertInto('dossiers.happening')
    .values({ ...row, content: JSON.stringify(content) as unknown as Record<string, unknown> }) // jsonb takes text
    .execute();
  return happeningOf(row);
}

/** Digest of a line of the history and of the one before it. */
function digestOf(before: string, { kind, visible_to, content, on_day, at, by_person, by_name, by_body, rank }: HappeningRow): string {
  return sha256OfJson({
    before,
    rank,
    kind,
    visible_to,
    content,
    on_day,
    at: Temporal.Instant.from(at).epochMilliseconds,
    by_person,
    by_name,
    by_body,
  });
}

function happeningOf(row: HappeningRow): Happening {
  const { id, rank, visible_to, on_day, at, by_person, by_name, by_body, digest, kind, content } = row;
  return {
    id,
    rank,
    on: Temporal.PlainDate.from(on_day),
    at: Temporal.Instant.from(at),
    by: { personId: by_person, name: by_name, bodyId: by_body },
    visibleTo: visible_to,
    digest,
    kind,
    content,
  } as Happening; // what `write` wrote, read back
}

function author(actor: Actor, { bodyId }: Standpoint) {
  if (actor.kind === 'public') throw new Error('nobody changes a dossier without signing in');
  if (actor.kind !== 'person') return { personId: null, name: actor.name, bodyId };
  return { personId: actor.personId, name: actor.supportedBy ? `${actor.supportedBy.name} pour ${actor.name}` : actor.name, bodyId };
}
