// SPDX-License-Identifier: EUPL-1.2
/** What a room says of its dossiers: data, and the few functions that only it can write. */
import type { z } from 'zod';
import type { Delay } from '#platform/calendar/delays.ts';
import type { Context } from '#platform/context.ts';
import type { DossierState, Facts } from './state.ts';

/** The last day to act in a step. Counted from the day on which the step began, from a day that a fact holds, or back from such a day. */
export type Due =
  | { from: 'step'; delay: Delay }
  | { from: 'fact'; fact: string; delay: Delay }
  /** So many jours francs before the day of a fact, such as a session. */
  | { from: 'before-fact'; fact: string; joursFrancs: number };

export type Step = {
  key: string;
  label: string;
  /** Who must act: `owner`, or the role of a party; `nobody` once all is done. */
  awaits: string;
  due?: Due;
  /** Days before the last one on which whoever must act is reminded. */
  remind?: readonly number[];
  isEnd?: boolean;
};

export type Transition = {
  key: string;
  label: string;
  from: readonly string[];
  to: string;
  /** `owner`, or the role of the party that may do it. */
  by: readonly string[];
  /** Permission asked in the body that acts, beyond that of the type. */
  permission?: string;
  /** Kinds of pieces of which one at least must be there. */
  pieces?: readonly string[];
  /**
   * What is recorded with it: kept with the dossier's facts. The form on screen is made of it: `.meta({ title, description })` names each field,
   * `choices` the values of an enum, `unit` what a number counts, and `cents` in place of a unit an amount.
   */
  facts?: z.ZodType;
  /** Ends or undoes: asked twice, in red. */
  isGrave?: boolean;
  /** Who reads it; every party unless said. */
  visibleTo?: string;
};

/** One thing that a form says while it is filled, or that a page shows first: a quorum, a delay. */
export type Foreseen = { label: string; value: string; tone?: 'good' | 'bad' };

// oxlint-disable-next-line typescript/no-explicit-any -- the tables of the room that declares the type
type AnyContext = Context<any>;

export type DossierType = {
  /** The room, then what it is: `adhesions.adhesion`. */
  key: string;
  label: string;
  /** Of its numbers: `ADH-2026-0001`. */
  prefix: string;
  permissions: { read: string; act: string };
  start: string;
  steps: readonly Step[];
  transitions: readonly Transition[];
  parties: readonly { role: string; label: string }[];
  pieces: readonly { kind: string; label: string; visibleTo: string }[];
  /** Whether a transition may be made: throws a refusal of the room. Pure. */
  check?: (state: DossierState, transition: Transition, facts: Readonly<Record<string, unknown>>) => void;
  /** What a form may say before it is sent, from facts that may be incomplete: the same rules as `check`. Pure. */
  foresee?: (state: DossierState, transition: Transition, facts: Readonly<Record<string, unknown>>) => readonly Foreseen[];
  /** What must not be missed on its page. Pure. */
  highlights?: (state: DossierState) => readonly Foreseen[];
  /** What else happens with it, in the same transaction. */
  moved?: (ctx: AnyContext, dossier: { id: string; number: string; state: DossierState }, transition: Transition) => Promise<void>;
  /** The fact that says what a dossier is worth, in cents: boards sum it. */
  worth?: string;
  /** Which facts of the opening are shown, named by `.meta({ title })`; `visibleTo: 'owner'` keeps one from the parties. */
  about?: z.ZodType;
  /** What facts of the opening are told by now, where they hold less than `about` shows: a dossier opened before it was said. Writes nothing. */
  aboutOf?: (ctx: AnyContext, facts: Facts, ownerId: string) => Promise<Facts>;
  /** Page of the dossier in the room's own screens; the generic one unless said. */
  href?: (slug: string, id: string) => string;
};

/** Puts a type in a room's manifest: `extends: [dossierType({ … })]`. Throws at once when the type does not hold together. */
export function dossierType(type: DossierType): { readonly of: 'dossiers'; readonly value: DossierType } {
  const steps = new Set(type.steps.map(({ key }) => key));
  const roles = new Set(['owner', 'nobody', ...type.parties.map(({ role }) => role)]);
  const kinds = new Set(type.pieces.map(({ kind }) => kind));
  const faults = [
    ...(steps.has(type.start) ? [] : [`start ${type.start}`]),
    ...type.steps.filter(({ awaits }) => !roles.has(awaits)).map(({ key }) => `who acts in ${key}`),
    ...type.transitions.flatMap(({ key, from, to, by, pieces = [] }) => [
      ...[...from, to].filter((step) => !steps.has(step)).map((step) => `step ${step} of ${key}`),
      ...by.filter((role) => !roles.has(role)).map((role) => `role ${role} of ${key}`),
      ...pieces.filter((kind) => !kinds.has(kind)).map((kind) => `piece ${kind} of ${key}`),
    ]),
    ...twice(type.steps.map(({ key }) => key)),
    ...twice(type.transitions.map(({ key }) => key)),
  ];
  if (faults.length > 0) throw new Error(`dossier type ${type.key} names what it does not have: ${faults.join(', ')}`);
  return { of: 'dossiers', value: type };
}

function twice(keys: readonly string[]): string[] {
  return keys.filter((key, at) => keys.indexOf(key) !== at);
}
