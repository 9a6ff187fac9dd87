// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { compileEdition } from '#rooms/catalogue/api.ts';
import { builtUpon, forgetOpened } from '#rooms/rights/api.ts';
import { refuse } from '../contract/take-over.ts';
import type { Tables } from '../tables.ts';
import { authorOf } from './author.ts';
import { draftConvention } from './draft-convention.ts';
import { editionsNamed } from './gather-world.ts';
import { rightsDigest } from './plan-take-over.ts';
import type { Said } from './said.ts';
import { standingFor } from './standing-conventions.ts';
import { writeDrafts, type Source, type ToWrite } from './write-drafts.ts';

/**
 * Undoes a whole take-over: what it created goes, with its rights; what it corrected is again as it was. Refuses once something was built upon it:
 * a right used, a document attached, a rider, a later file, an end.
 */
export async function undoTakeOver(ctx: Context<Tables>, { id }: { id: string }): Promise<{ removed: number; restored: number }> {
  const takeOver = await ctx.tx
    .selectFrom('adhesions.take_over')
    .select(['undone_at', 'applied_by'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!takeOver) throw refuse('adhesions.take-over-unknown');
  if (takeOver.undone_at) throw refuse('adhesions.take-over-undone');
  const touched = await touchedBy(ctx, id);
  await refuseBuiltUpon(ctx, touched);
  const created = touched.filter(({ before }) => before === null).map(({ conventionId }) => conventionId);
  await restore(ctx, id, touched);
  await remove(ctx, created);
  await ctx.tx
    .updateTable('adhesions.take_over')
    .set({ undone_at: ctx.now().toString(), undone_by: authorOf(ctx) })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('adhesions.take-over-undone', { takeOverId: id, removed: created.length, restored: touched.length - created.length });
  return { removed: created.length, restored: touched.length - created.length };
}

type Touched = {
  conventionId: string;
  number: string;
  said: Said;
  /** What stood before, when this take-over corrected it. */
  before: Said | null;
  beforeDigest: string | null;
  beforeLine: number | null;
  hasLater: boolean;
  isEnded: boolean;
  isOpened: boolean;
};

async function touchedBy(ctx: Context<Tables>, id: string): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    select t.convention_id as "conventionId", t.number, t.said, p.said as before, p.said_digest as "beforeDigest", p.line as "beforeLine",
      exists (
        select from adhesions.taken_over n
        join adhesions.take_over f on f.organisation_id = n.organisation_id and f.id = n.take_over_id and f.undone_at is null
        where n.organisation_id = t.organisation_id and n.convention_id = t.convention_id and n.take_over_id <> t.take_over_id
          and (n.recorded_at, n.id) > (t.recorded_at, t.id)) as "hasLater",
      coalesce(c.ended_at is not null, true) as "isEnded", coalesce(c.opened_at is not null, false) as "isOpened"
    from adhesions.taken_over t
    left join adhesions.convention c on c.organisation_id = t.organisation_id and c.id = t.convention_id
    left join lateral (
      select o.said, o.said_digest, o.line
      from adhesions.taken_over o
      where o.organisation_id = t.organisation_id and o.convention_id = t.convention_id and (o.recorded_at, o.id) < (t.recorded_at, t.id)
      order by o.recorded_at desc, o.id desc
      limit 1) p on true
    where t.organisation_id = ${ctx.organisation} and t.take_over_id = ${id}
    order by t.line, t.id`.execute(ctx.tx);
  return rows;
}

async function refuseBuiltUpon(ctx: Context<Tables>, touched: readonly Touched[]): Promise<void> {
  const later = touched.find(({ hasLater }) => hasLater);
  if (later) throw refuse('adhesions.take-over-built-upon', { why: `un autre fichier a corrigé ${later.number} depuis ; annulez-le d’abord.` });
  const ended = touched.find(({ isEnded }) => isEnded);
  if (ended) throw refuse('adhesions.take-over-built-upon', { why: `${ended.number} a été terminée depuis.` });
  const reopened = touched.filter(({ said, before, isOpened }) => isOpened && (before === null || rightsDigest(before) !== rightsDigest(said)));
  const used = await builtUpon(ctx, reopened.map(({ conventionId }) => `convention ${conventionId}`)); // prettier-ignore
  const first = reopened.find(({ conventionId }) => used.has(`convention ${conventionId}`));
  if (first) throw refuse('adhesions.take-over-built-upon', { why: `des droits de ${first.number} ont été utilisés depuis.` });
}

async function restore(ctx: Context<Tables>, takeOverId: string, touched: readonly Touched[]): Promise<void> {
  const corrected = touched.flatMap((one) => (one.before === null ? [] : [{ ...one, before: one.before }]));
  if (corrected.length === 0) return;
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const editions = await editionsNamed(ctx, corrected.flatMap(({ before }) => before.edition ?? [])); // prettier-ignore
  const standing = await standingFor(ctx, corrected.map(({ before }) => before)); // prettier-ignore
  const { rows: sources } = await sql<{ conventionId: string; source: Source }>`
    select t.convention_id as "conventionId", jsonb_build_object('kind', 'csv', 'takeOverId', f.id, 'file', f.file_name, 'digest', f.digest,
      'line', t.line, 'by', f.applied_by, 'at', f.applied_at) as source
    from adhesions.taken_over t
    join adhesions.take_over f on f.organisation_id = t.organisation_id and f.id = t.take_over_id
    where t.organisation_id = ${ctx.organisation}
      and t.convention_id = any (${corrected.map(({ conventionId }) => conventionId)}::uuid[])
      and t.take_over_id <> ${takeOverId}
    order by t.recorded_at, t.id`.execute(ctx.tx);
  const sourceOf = new Map(sources.map(({ conventionId, source }) => [conventionId, source]));
  const drafts = corrected.map(({ conventionId, number, said, before, beforeDigest }): ToWrite => {
    const record = editions.get(before.edition ?? '');
    const source = sourceOf.get(conventionId);
    const known = standing.byNumber.get(number) ?? null;
    if (!record || !source || !known) throw refuse('adhesions.take-over-built-upon', { why: `${number} ne peut plus être rétablie.` });
    const roster = standing.tripartites
      .filter(({ cadreId }) => cadreId === conventionId)
      .flatMap(({ beneficiaryId }) => view.find(beneficiaryId) ?? []);
    const draft = draftConvention(compileEdition(record.edition), before, { view, roster, today: ctx.today() });
    const cadre = standing.cadres.find((one) => one.id === known.cadreId) ?? null;
    const changes = [`Reprise annulée : ${number} est de nouveau comme avant.`];
    return {
      said: before,
      saidDigest: beforeDigest ?? '',
      draft,
      standing: known,
      cadre,
      isReopened: rightsDigest(before) !== rightsDigest(said),
      source,
      changes,
    };
  });
  await writeDrafts(ctx, takeOverId, drafts);
}

async function remove(ctx: Context<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await forgetOpened(ctx, ids.map((id) => `convention ${id}`)); // prettier-ignore
  try {
    for (const table of ['adhesions.terms', 'adhesions.certificate', 'adhesions.line', 'adhesions.membership'] as const)
      await ctx.tx
        .deleteFrom(table)
        .where('organisation_id', '=', ctx.organisation)
        .where('convention_id', 'in', [...ids])
        .execute();
    for (const isUnder of [true, false])
      await ctx.tx
        .deleteFrom('adhesions.convention')
        .where('organisation_id', '=', ctx.organisation)
        .where('id', 'in', [...ids])
        .where('cadre_id', isUnder ? 'is not' : 'is', null)
        .execute();
  } catch (error) {
    // Some row of this room or of another points at them: a rider, a document, a letter.
    if ((error as { code?: string }).code !== '23503') throw error; // an error of the database carries its code
    throw refuse('adhesions.take-over-built-upon', { why: 'un avenant, un document ou une autre convention en dépend.' });
  }
}
