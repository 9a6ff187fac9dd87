// SPDX-License-Identifier: EUPL-1.2
/** Where a dossier stands, read from what happened: pure, as of any moment. */
import { lastDayBefore, lastDayOf } from '#platform/calendar/delays.ts';
import { metropole } from '#platform/calendar/public-holidays.ts';
import type { DossierType, Due, Step } from './dossier-type.ts';

export type Happening = {
  id: string;
  rank: number;
  on: Temporal.PlainDate;
  at: Temporal.Instant;
  by: { personId: string | null; name: string; bodyId: string };
  visibleTo: string;
  digest: string;
} & Content;

export type Content =
  | { kind: 'opened'; content: { title: string; facts: Facts } }
  | { kind: 'moved'; content: { transition: string; from: string; to: string; facts: Facts; pieces: readonly PieceMark[] } }
  | { kind: 'assigned'; content: { personId: string | null; name: string | null } }
  | { kind: 'delegated'; content: { personId: string; name: string; until: string } }
  | { kind: 'party-joined'; content: { partyId: string; name: string; role: string } }
  | { kind: 'party-left'; content: { partyId: string; name: string; role: string } }
  | { kind: 'piece-added'; content: PieceMark & { name: string; pieceKind: string } }
  | { kind: 'piece-withdrawn'; content: PieceMark & { reason: string } }
  | { kind: 'said'; content: { text: string } }
  | { kind: 'suspended'; content: { reason: string } }
  | { kind: 'resumed'; content: Record<string, never> }
  | { kind: 'due-changed'; content: { dueOn: string; reason: string } }
  | { kind: 'reminded'; content: { dueOn: string } }
  | { kind: 'linked'; content: { otherId: string; number: string; how: string } };

export type PieceMark = { pieceId: string; digest: string };
export type Facts = Readonly<Record<string, unknown>>;

export type DossierState = {
  type: DossierType;
  title: string;
  step: Step;
  status: 'open' | 'suspended' | 'closed';
  /** Day on which the step began. */
  since: Temporal.PlainDate;
  dueOn: Temporal.PlainDate | null;
  facts: Facts;
  assignee: { personId: string; name: string } | null;
  delegate: { personId: string; name: string; until: Temporal.PlainDate } | null;
  parties: readonly { partyId: string; name: string; role: string }[];
  pieces: readonly (PieceMark & { kind: string; name: string })[];
  /** Rank of the last happening read, and its digest, which is chained to all those before. */
  rank: number;
  digest: string;
};

/** Folds the happenings, oldest first. The first one opens the dossier. */
export function stateOf(type: DossierType, happenings: readonly Happening[]): DossierState {
  const [opening, ...rest] = happenings;
  if (opening?.kind !== 'opened') throw new Error('a dossier begins by its opening');
  let state: Folding = {
    title: opening.content.title,
    step: type.start,
    since: opening.on,
    facts: opening.content.facts,
    assignee: null,
    delegate: null,
    parties: [],
    pieces: [],
    suspendedOn: null,
    suspendedDays: 0,
    ownDue: null,
    rank: opening.rank,
    digest: opening.digest,
  };
  for (const happening of rest) state = { ...after(state, happening), rank: happening.rank, digest: happening.digest };
  return shown(type, state);
}

type Folding = Omit<DossierState, 'type' | 'step' | 'status' | 'dueOn'> & {
  step: string;
  suspendedOn: Temporal.PlainDate | null;
  /** Days of suspension since the step began: they push the last day back. */
  suspendedDays: number;
  ownDue: Temporal.PlainDate | null;
};

function after(state: Folding, happening: Happening): Folding {
  switch (happening.kind) {
    case 'moved':
      return {
        ...state,
        step: happening.content.to,
        since: happening.on,
        facts: { ...state.facts, ...happening.content.facts },
        suspendedDays: 0,
        ownDue: null,
      };
    case 'assigned': {
      const { personId, name } = happening.content;
      return { ...state, assignee: personId && name ? { personId, name } : null, delegate: null };
    }
    case 'delegated': {
      const { personId, name, until } = happening.content;
      return { ...state, delegate: { personId, name, until: Temporal.PlainDate.from(until) } };
    }
    case 'party-joined':
      return { ...state, parties: [...state.parties, happening.content] };
    case 'party-left': {
      const { partyId, role } = happening.content;
      return { ...state, parties: state.parties.filter((party) => party.partyId !== partyId || party.role !== role) };
    }
    case 'piece-added': {
      const { pieceId, digest, name, pieceKind } = happening.content;
      return { ...state, pieces: [...state.pieces, { pieceId, digest, name, kind: pieceKind }] };
    }
    case 'piece-withdrawn':
      return { ...state, pieces: state.pieces.filter(({ pieceId }) => pieceId !== happening.content.pieceId) };
    case 'suspended':
      return { ...state, suspendedOn: happening.on };
    case 'resumed':
      return { ...state, suspendedOn: null, suspendedDays: state.suspendedDays + (state.suspendedOn?.until(happening.on).days ?? 0) };
    case 'due-changed':
      return { ...state, ownDue: Temporal.PlainDate.from(happening.content.dueOn) };
    case 'opened':
    case 'said':
    case 'reminded':
    case 'linked':
      return state;
  }
}

function shown(type: DossierType, { suspendedOn, suspendedDays, ownDue, step: key, ...state }: Folding): DossierState {
  const step = type.steps.find((one) => one.key === key);
  if (!step) throw new Error(`${type.key} has no step ${key}`);
  const status = step.isEnd ? 'closed' : suspendedOn ? 'suspended' : 'open';
  const due = step.due && !step.isEnd ? dueOf(step.due, state.since, state.facts) : null;
  const pushed = due && step.due?.from === 'step' ? due.add({ days: suspendedDays }) : due;
  return { ...state, type, step, status, dueOn: step.isEnd ? null : (ownDue ?? pushed) };
}

function dueOf(due: Due, since: Temporal.PlainDate, facts: Facts): Temporal.PlainDate | null {
  if (due.from === 'step') return lastDayOf(due.delay, since, metropole);
  const fact = facts[due.fact];
  if (typeof fact !== 'string') return null;
  const day = Temporal.PlainDate.from(fact);
  return due.from === 'fact' ? lastDayOf(due.delay, day, metropole) : lastDayBefore(day, due.joursFrancs);
}
