// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { endOfDay } from '#platform/calendar/paris.ts';
import { addedBy, isEvidence } from './add-piece.ts';
import { readHappenings } from './append.ts';
import { refuse } from './contract.ts';
import { describeHappening } from './describe-happening.ts';
import type { DossierType, Transition } from './dossier-type.ts';
import { factsInWords, formOf } from './facts-form.ts';
import { lineOf } from './list-dossiers.ts';
import { linksOf } from './links-of.ts';
import { transitionsFor } from './move-dossier.ts';
import { standpointOn, type Seen } from './standpoint.ts';
import { stateOf, type DossierState, type Happening } from './state.ts';
import { stepsOf } from './steps-of.ts';
import type { Tables } from './tables.ts';

/** A dossier as the body in the address sees it, today or at the end of a past day. Refuses `dossiers.unknown`. */
export async function readDossier(ctx: Context<Tables>, { id, asOf }: { id: string; asOf?: string | undefined }) {
  const seen = await standpointOn(ctx, id);
  const { role, type, row } = seen;
  const read = await readHappenings(ctx, row);
  const until = asOf ? endOfDay(Temporal.PlainDate.from(asOf)) : null;
  const happenings = until ? read.happenings.filter(({ at }) => Temporal.Instant.compare(at, until) <= 0) : read.happenings;
  if (happenings.length === 0) throw refuse('dossiers.unknown', {}, 'asOf');
  const state = stateOf(type, happenings);
  const isNow = until === null;
  const mayAct = isNow && ctx.may(type.permissions.act);
  return {
    ...standingOf(ctx, seen, state),
    since: state.since.toString(),
    facts: role === 'owner' ? state.facts : {},
    about: await aboutOf(ctx, seen, happenings),
    highlights: [...(type.highlights?.(state) ?? [])],
    assigneeId: role === 'owner' ? (state.assignee?.personId ?? null) : null,
    delegate: role === 'owner' ? delegateOn(state, ctx.today()) : null,
    mayAct,
    parties: state.parties.map((party) => ({ ...party, roleLabel: roleLabel(type, party.role) })),
    pieces: await piecesOf(ctx, seen, { state, happenings, mayAct }),
    pieceKinds: type.pieces
      .filter(({ visibleTo }) => role === 'owner' || ['all', role].includes(visibleTo))
      .map((kind) => ({ kind: kind.kind, label: kind.label, readBy: readBy(type, kind.visibleTo) })),
    audiences: role === 'owner' ? type.parties.map(({ role: key, label }) => ({ role: key, label })) : [],
    steps: stepsOf(state, happenings),
    transitions: mayAct ? transitionsFor(state, role).filter(isAllowed(ctx)).map(transitionOf(type)) : [],
    links: await linksOf(ctx, id),
    history: happenings.map((happening) => historyLine(type, happening)),
    isWhole: role !== 'owner' || read.isWhole,
    rank: row.rank,
  };
}

async function aboutOf(ctx: Context<Tables>, { type, role, ownerId }: Seen, [first]: readonly Happening[]) {
  if (!type.about || first?.kind !== 'opened') return [];
  const { facts } = first.content;
  return factsInWords(type.about, type.aboutOf ? await type.aboutOf(ctx, facts, ownerId) : facts, role);
}

function standingOf(ctx: Context<Tables>, { type, row, owner, role }: Seen, state: DossierState) {
  const then = {
    ...row,
    step: state.step.key,
    status: state.status,
    awaits: state.step.awaits,
    due_on: state.dueOn?.toString() ?? null,
    title: state.title,
  };
  return lineOf(type, { ...then, owner, role, assignee: role === 'owner' ? (state.assignee?.name ?? null) : null }, ctx.today());
}

function delegateOn({ delegate }: DossierState, today: Temporal.PlainDate) {
  return delegate && Temporal.PlainDate.compare(delegate.until, today) >= 0 ? { name: delegate.name, until: delegate.until.toString() } : null;
}

function isAllowed(ctx: Context<Tables>) {
  return ({ permission }: Transition): boolean => permission === undefined || ctx.may(permission);
}

function transitionOf(type: DossierType) {
  return ({ key, label, pieces = [], facts, isGrave = false }: Transition) => {
    const form = facts ? formOf(facts) : null;
    return {
      key,
      label,
      isGrave,
      pieces: pieces.map((kind) => ({ kind, label: type.pieces.find((piece) => piece.kind === kind)?.label ?? kind })),
      form,
      foresees: type.foresee !== undefined && form !== null,
      // A form that asks for the day of what was done asks once.
      asksDay: !Object.values(form?.properties ?? {}).some(({ format }) => format === 'date'),
    };
  };
}

type Read = { state: DossierState; happenings: readonly Happening[]; mayAct: boolean };

async function piecesOf(ctx: Context<Tables>, { row, role, bodyId }: Seen, { state, happenings, mayAct }: Read) {
  const { type } = state;
  const there = new Set(state.pieces.map(({ pieceId }) => pieceId));
  const rows = await ctx.tx
    .selectFrom('dossiers.piece')
    .select(['id', 'kind', 'name', 'type', 'size', 'digest', 'dated_on as datedOn', 'author', 'added_at as addedAt', 'visible_to'])
    .where('organisation_id', '=', row.organisation_id)
    .where('dossier_id', '=', row.id)
    .orderBy('id')
    .execute();
  return rows
    .filter((piece) => there.has(piece.id))
    .map(({ visible_to, ...piece }) => {
      const proves = isEvidence(happenings, piece.id);
      return {
        ...piece,
        kindLabel: type.pieces.find(({ kind }) => kind === piece.kind)?.label ?? piece.kind,
        readBy: readBy(type, visible_to),
        isEvidence: proves,
        mayWithdraw: mayAct && !proves && (role === 'owner' || addedBy(happenings, piece.id) === bodyId),
      };
    });
}

function historyLine(type: DossierType, happening: Happening) {
  const transition = happening.kind === 'moved' ? type.transitions.find(({ key }) => key === happening.content.transition) : undefined;
  return {
    id: happening.id,
    rank: happening.rank,
    kind: happening.kind,
    says: describeHappening(type, happening),
    details: happening.kind === 'moved' && transition?.facts ? factsInWords(transition.facts, happening.content.facts) : [],
    on: happening.on.toString(),
    at: happening.at.toString(),
    by: happening.by.name,
    byBody: happening.by.bodyId,
    visibleTo: happening.visibleTo,
    readBy: readBy(type, happening.visibleTo),
    digest: happening.digest,
  };
}

function readBy(type: DossierType, visibleTo: string): string {
  if (visibleTo === 'all') return 'Tous les participants';
  return visibleTo === 'owner' ? 'Interne' : roleLabel(type, visibleTo);
}

function roleLabel(type: DossierType, role: string): string {
  return type.parties.find((one) => one.role === role)?.label ?? role;
}
