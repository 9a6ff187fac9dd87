// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { sha256OfJson } from '#platform/evidence/digest.ts';
import { refuse } from '../contract/mergers.ts';
import type { Tables } from '../tables.ts';
import type { Change } from './find-changes.ts';
import type { Plan } from './plan-change.ts';

/** What was proposed of a change, if anybody did. */
export function proposalOf(ctx: Context<Tables>, { kind, id, on }: Pick<Change, 'kind' | 'id' | 'on'>) {
  return ctx.tx
    .selectFrom('adhesions.body_change_proposal')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('kind', '=', kind)
    .where('body_id', '=', id)
    .where('happened_on', '=', on)
    .executeTakeFirst();
}

/** Which conventions give way, and to which. Refuses a conflict without a choice, or with two. */
export function droppedBy({ conflicts }: Plan, keeps: readonly string[]): ReadonlyMap<string, string> {
  const dropped = new Map<string, string>();
  for (const { name, steps } of conflicts) {
    const [kept, ...others] = steps.filter(({ convention }) => keeps.includes(convention.id));
    if (!kept || others.length > 0) throw refuse('adhesions.change-undecided', { name }, 'keeps');
    for (const { convention } of steps) if (convention.id !== kept.convention.id) dropped.set(convention.id, kept.convention.id);
  }
  return dropped;
}

/** What a plan does, in few characters: two plans that do the same have the same. */
export function digestOf({ steps, conflicts }: Plan): string {
  return sha256OfJson({
    steps: steps.map(({ convention, action, payerId, beneficiaryId }) => [convention.id, action, payerId, beneficiaryId]),
    conflicts: conflicts.map(({ key }) => key),
  });
}
