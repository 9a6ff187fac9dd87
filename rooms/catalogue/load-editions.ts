// SPDX-License-Identifier: EUPL-1.2
import type { Actor, Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { archiveEdition } from './archive-edition.ts';
import { importEdition } from './draft-edition.ts';
import type { Edition } from './edition-schema.ts';
import { findEdition, type EditionFacts } from './find-edition.ts';
import { putEditionInForce } from './put-edition-in-force.ts';
import type { Tables } from './tables.ts';
import { voteEdition } from './vote-edition.ts';

export type Person = Extract<Actor, { kind: 'person' }>;

/**
 * Brings an operator's editions to where their files say: imported, voted by one person, put in force by another, the oldest first, by the
 * same actions as anyone. Repeatable: what is already there is left as it is, what was interrupted goes on.
 */
export async function loadEditions(
  house: House,
  operatorId: string,
  editions: readonly Edition[],
  by: { proposer: Person; second: Person },
): Promise<void> {
  for (const edition of [...editions].sort((one, other) => firstDay(one).localeCompare(firstDay(other))))
    await loadEdition(house, operatorId, edition, by);
}

async function loadEdition(
  house: House,
  operatorId: string,
  edition: Edition,
  { proposer, second }: { proposer: Person; second: Person },
): Promise<void> {
  const as = <Result>(actor: Person, work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> =>
    inContext<Tables, Result>(house, { actor, organisation: operatorId, may: () => true }, work);
  const now = (): Promise<EditionFacts | null> => as(proposer, (ctx) => findEdition(ctx, edition.key).catch(() => null));

  if ((await now()) === null) await as(proposer, (ctx) => importEdition(ctx, { content: edition }));
  const draft = await now();
  if (draft?.status === 'draft' && edition.status !== 'draft') {
    await as(proposer, (ctx) => voteEdition(ctx, { edition: edition.key, revision: draft.revision, act: actOf(edition) }));
  }
  const from = edition.validity.from.day;
  if ((await now())?.status === 'voted' && edition.status !== 'voted' && from !== null) {
    await as(second, (ctx) => putEditionInForce(ctx, { edition: edition.key, from }));
  }
  // Its first day was never communicated: it prices no day, and can be named.
  if ((await now())?.status === 'voted' && edition.status === 'archived') await as(second, (ctx) => archiveEdition(ctx, { edition: edition.key }));
}

function actOf({ act }: Edition): Parameters<typeof voteEdition>[1]['act'] {
  if (!act.known) return { known: false };
  const { assembly, number, votedOn, identifier } = act;
  return { known: true, assembly, number, votedOn, identifier };
}

function firstDay(edition: Edition): string {
  return edition.validity.from.day ?? '9999-12-31';
}
