// SPDX-License-Identifier: EUPL-1.2
import type { DossierType } from './dossier-type.ts';
import { formOf } from './facts-form.ts';
import type { DossierState, Facts, Happening } from './state.ts';

export type StepSeen = { key: string; label: string; state: 'done' | 'current' | 'to-come'; doneOn: string | null };

/**
 * The steps of a dossier from the first to its end. Of several ends one is shown: that reached, else the first that the type names; once it
 * ended elsewhere, the steps that it will never see are left out. A step that was gone through twice is done on the later day.
 */
export function stepsOf({ type, step: here }: DossierState, happenings: readonly Happening[]): StepSeen[] {
  const left = new Map<string, string>();
  for (const one of happenings) if (one.kind === 'moved') left.set(one.content.from, dayDone(type, one.content) ?? one.on.toString());
  const end = here.isEnd ? here.key : type.steps.find(({ isEnd }) => isEnd)?.key;
  return type.steps
    .filter(({ key, isEnd }) => (isEnd ? key === end : !here.isEnd || left.has(key)))
    .map(({ key, label }) => {
      const doneOn = left.get(key) ?? null;
      const state = key === here.key ? (here.isEnd ? 'done' : 'current') : doneOn ? 'done' : 'to-come';
      return { key, label, state, doneOn: state === 'done' ? doneOn : null };
    });
}

/** The day that the act itself says: it is often entered later. */
function dayDone({ transitions }: DossierType, { transition, facts }: { transition: string; facts: Facts }): string | null {
  const schema = transitions.find(({ key }) => key === transition)?.facts;
  const dated = Object.entries((schema && formOf(schema).properties) ?? {}).find(([, { format }]) => format === 'date');
  const day = dated && facts[dated[0]];
  return typeof day === 'string' ? day : null;
}
