// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { append, hold, type Held, type Standpoint } from './append.ts';
import { refuse } from './contract.ts';
import type { Transition } from './dossier-type.ts';
import type { DossierState, Facts } from './state.ts';
import type { Tables } from './tables.ts';

export type Move = {
  transition: string;
  facts?: Facts;
  /** Day of effect, which may be past: the vote was on the 17th, it is entered on the 20th. Today unless said. */
  on?: Temporal.PlainDate;
  /** Rank that the one who moves has read: refused when the dossier has changed since. */
  expects?: number;
};

/**
 * Makes a transition of a dossier of the body in the address, in the caller's transaction. The pieces there, with their digests, are its
 * evidence. Refuses what the type does not allow from here, to this role, on this day or with these facts.
 */
export async function moveDossier<RoomTables>(caller: Context<RoomTables>, id: string, move: Move, standpoint?: Standpoint): Promise<DossierState> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const as = standpoint ?? { role: 'owner', bodyId: ctx.organisation };
  const held = await hold(ctx, id);
  const transition = held.type.transitions.find(({ key }) => key === move.transition);
  if (!transition) throw refuse('dossiers.unknown-transition', {}, 'transition');
  refuseUnlessAllowed(held, transition, move, as);
  const on = move.on ?? ctx.today();
  refuseDay(held, on, ctx.today());
  const facts = readFacts(transition, move.facts ?? {});
  held.type.check?.(held.state, transition, facts);
  const { pieces = [] } = transition;
  const evidence = held.state.pieces.filter(({ kind }) => pieces.includes(kind));
  if (pieces.length > 0 && evidence.length === 0)
    throw refuse('dossiers.piece-missing', { pieces: pieces.map((kind) => labelOf(held, kind)).join(', ') }, 'pieces');
  const moved = await append(ctx, held, as, {
    kind: 'moved',
    on,
    visibleTo: transition.visibleTo ?? 'all',
    content: {
      transition: transition.key,
      from: held.state.step.key,
      to: transition.to,
      facts,
      pieces: evidence.map(({ pieceId, digest }) => ({ pieceId, digest })),
    },
  });
  await held.type.moved?.(ctx, { id, number: held.row.number, state: moved.state }, transition);
  await ctx.tell('dossiers.moved', { dossierId: id, type: held.type.key, transition: transition.key, to: transition.to });
  if (moved.state.status === 'closed') await ctx.tell('dossiers.closed', { dossierId: id, type: held.type.key });
  return moved.state;
}

/** The transitions that a role may make from here; their own conditions are checked when they are made. */
export function transitionsFor({ type, step, status }: DossierState, role: string): readonly Transition[] {
  if (status !== 'open') return [];
  return type.transitions.filter(({ from, by }) => from.includes(step.key) && by.includes(role));
}

function refuseUnlessAllowed({ row, state }: Held, transition: Transition, { expects }: Move, { role }: Standpoint): void {
  if (expects !== undefined && expects !== row.rank) throw refuse('dossiers.changed-meanwhile');
  if (state.status === 'closed') throw refuse('dossiers.closed');
  if (state.status === 'suspended') throw refuse('dossiers.suspended');
  if (!transition.from.includes(state.step.key))
    throw refuse('dossiers.not-from-here', { transition: transition.label, step: state.step.label }, 'transition');
  if (!transition.by.includes(role)) throw refuse('dossiers.not-yours', { transition: transition.label }, 'transition');
}

function refuseDay({ state }: Held, on: Temporal.PlainDate, today: Temporal.PlainDate): void {
  if (Temporal.PlainDate.compare(on, today) > 0) throw refuse('dossiers.day-to-come', {}, 'on');
  if (Temporal.PlainDate.compare(on, state.since) < 0) throw refuse('dossiers.day-before-step', {}, 'on');
}

/** The facts of a transition, as its schema reads them. Refuses `dossiers.facts`, with every field at fault. */
export function readFacts({ facts: schema }: Transition, facts: Facts): Facts {
  if (!schema) return {};
  const read = schema.safeParse(facts);
  if (read.success) return read.data as Facts; // transitions describe objects
  const fields = read.error.issues.map(({ path, message }) => ({ path: ['facts', ...path].join('.'), says: message }));
  // The border writes all the faults of a body in one answer: so does this.
  throw Object.assign(refuse('dossiers.facts', { says: fields[0]?.says ?? '' }, fields[0]?.path), { fields });
}

function labelOf({ type }: Held, kind: string): string {
  return type.pieces.find((piece) => piece.kind === kind)?.label ?? kind;
}
