// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { endOfDay } from '#platform/calendar/paris.ts';
import { digestOf, readHappenings } from './append.ts';
import { refuse } from './contract.ts';
import { describeHappening } from './describe-happening.ts';
import { lineOf } from './list-dossiers.ts';
import { transitionsFor } from './move-dossier.ts';
import { standpointOn } from './standpoint.ts';
import { stateOf, type DossierState, type Happening } from './state.ts';
import type { Tables } from './tables.ts';

/** A dossier as the body in the address sees it, today or at the end of a past day. Refuses `dossiers.unknown`. */
export async function readDossier(ctx: Context<Tables>, { id, asOf }: { id: string; asOf?: string | undefined }) {
  const { role, type } = await standpointOn(ctx, id);
  const row = await ctx.tx.selectFrom('dossiers.dossier').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const all = await readHappenings(ctx, row);
  const until = asOf ? endOfDay(Temporal.PlainDate.from(asOf)) : null;
  const happenings = until ? all.filter(({ at }) => Temporal.Instant.compare(at, until) <= 0) : all;
  if (happenings.length === 0) throw refuse('dossiers.unknown', {}, 'asOf');
  const state = stateOf(type, happenings);
  const { name: owner } = await ctx.tx
    .selectFrom('organisations.body')
    .select('name')
    .where('id', '=', row.organisation_id)
    .executeTakeFirstOrThrow();
  const now = {
    ...row,
    step: state.step.key,
    status: state.status,
    awaits: state.step.awaits,
    due_on: state.dueOn?.toString() ?? null,
    title: state.title,
  };
  return {
    ...lineOf(type, { ...now, owner, role, assignee: state.assignee?.name ?? null }, ctx.today()),
    since: state.since.toString(),
    facts: role === 'owner' ? state.facts : {},
    delegate: state.delegate && { name: state.delegate.name, until: state.delegate.until.toString() },
    parties: state.parties.map((party) => ({ ...party, roleLabel: type.parties.find((one) => one.role === party.role)?.label ?? party.role })),
    pieces: await piecesOf(ctx, id, state),
    steps: stepsOf(state, happenings),
    transitions: until ? [] : transitionsFor(state, role).map(({ key, label, pieces = [] }) => ({ key, label, pieces: [...pieces] })),
    links: role === 'owner' ? await linksOf(ctx, id) : [],
    history: happenings.map((happening) => ({
      id: happening.id,
      rank: happening.rank,
      kind: happening.kind,
      says: describeHappening(type, happening),
      on: happening.on.toString(),
      at: happening.at.toString(),
      by: happening.by.name,
      visibleTo: happening.visibleTo,
      digest: happening.digest,
    })),
    isWhole: role !== 'owner' || (await isWhole(ctx, row)),
    rank: row.rank,
  };
}

/** Whether every line of the history still has its digest, chained to the one before. */
export async function isWhole(ctx: Context<Tables>, { organisation_id, id }: { organisation_id: string; id: string }): Promise<boolean> {
  const rows = await ctx.tx
    .selectFrom('dossiers.happening')
    .selectAll()
    .where('organisation_id', '=', organisation_id)
    .where('dossier_id', '=', id)
    .orderBy('rank')
    .execute();
  return rows.every((row, at) => row.rank === at + 1 && digestOf(rows[at - 1]?.digest ?? '', row) === row.digest);
}

async function piecesOf(ctx: Context<Tables>, id: string, { type, pieces }: DossierState) {
  const there = new Set(pieces.map(({ pieceId }) => pieceId));
  const rows = await ctx.tx
    .selectFrom('dossiers.piece')
    .select(['id', 'kind', 'name', 'type', 'size', 'digest', 'dated_on as datedOn', 'author', 'added_at as addedAt'])
    .where('dossier_id', '=', id)
    .orderBy('id')
    .execute();
  return rows
    .filter((row) => there.has(row.id))
    .map((row) => ({ ...row, kindLabel: type.pieces.find(({ kind }) => kind === row.kind)?.label ?? row.kind }));
}

function stepsOf({ type, step }: DossierState, happenings: readonly Happening[]) {
  const passed = new Set([type.start, ...happenings.flatMap((one) => (one.kind === 'moved' ? [one.content.from] : []))]);
  const stateOfStep = (key: string) => (key === step.key ? 'current' : passed.has(key) ? 'done' : 'to-come');
  return type.steps.map(({ key, label }) => ({ key, label, state: stateOfStep(key) }) as const);
}

function linksOf(ctx: Context<Tables>, id: string) {
  return ctx.tx
    .selectFrom('dossiers.link as l')
    .innerJoin('dossiers.dossier as d', (join) =>
      join
        .onRef('d.organisation_id', '=', 'l.organisation_id')
        .on((on) =>
          on.or([
            on.and([on('l.dossier_id', '=', id), on('d.id', '=', on.ref('l.other_id'))]),
            on.and([on('l.other_id', '=', id), on('d.id', '=', on.ref('l.dossier_id'))]),
          ]),
        ),
    )
    .select(['d.id', 'd.number', 'd.title', 'l.how'])
    .where('l.organisation_id', '=', ctx.organisation)
    .orderBy('d.number')
    .execute();
}
