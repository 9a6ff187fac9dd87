// SPDX-License-Identifier: EUPL-1.2
import { Refusal } from '#platform/http/contract.ts';
import type { Context } from '#platform/context.ts';
import { readHappenings } from './append.ts';
import { refuse } from './contract.ts';
import { readFacts } from './move-dossier.ts';
import { standpointOn } from './standpoint.ts';
import { stateOf, type Facts } from './state.ts';
import type { Tables } from './tables.ts';

type Asked = { id: string; transition: string; facts: Facts };

/** What a transition would say of facts that are being typed: nothing is written. Faults are those that sending them would meet. */
export async function foreseeMove(ctx: Context<Tables>, { id, transition: key, facts }: Asked) {
  const { type, row } = await standpointOn(ctx, id);
  const transition = type.transitions.find((one) => one.key === key);
  if (!transition) throw refuse('dossiers.unknown-transition', {}, 'transition');
  const { happenings } = await readHappenings(ctx, row);
  const state = stateOf(type, happenings);
  const lines = type.foresee?.(state, transition, facts) ?? [];
  try {
    type.check?.(state, transition, readFacts(transition, facts));
    return { lines: [...lines], isComplete: true, faults: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // While it is typed, a form is not blamed for what is still to come.
    if (error.code === 'dossiers.facts') return { lines: [...lines], isComplete: false, faults: [] };
    return { lines: [...lines], isComplete: true, faults: [{ path: error.field ?? '', says: error.message }] };
  }
}
