// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { FirstStep } from '#platform/room.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { gather } from './gather.ts';

const FIRST_STEPS = 'first-steps';

type Step = Pick<FirstStep, 'key' | 'title' | 'detail'> & { href: string; isDone: boolean };

/** What a first visit proposes, each step ticked from what is there. Nothing is asked of the rooms once the person has put the list aside. */
export async function readFirstSteps(ctx: Context<Tables>): Promise<{ isDismissed: boolean; steps: Step[] }> {
  if (await isPutAside(ctx)) return { isDismissed: true, steps: [] };
  const { found } = await gather(
    ctx,
    ctx.house.rooms.flatMap((room) =>
      (room.firstSteps ?? [])
        .filter(({ isOffered }) => isOffered?.(ctx) ?? true)
        .map(({ key, title, detail, href, permission, isDone }) => ({
          room: room.title,
          permission,
          find: async (inside: Context<Tables>): Promise<Step> => ({
            key,
            title,
            detail,
            href: await addressIn(inside, href),
            isDone: await isDone(inside),
          }),
        })),
    ),
  );
  return { isDismissed: false, steps: found.map(({ what }) => what) };
}

/** Puts the list aside for good. */
export async function dismissFirstSteps(ctx: Context<Tables>): Promise<void> {
  await ctx.tx
    .insertInto('home.dismissal')
    .values({ person_id: personWhoActs(ctx).personId, what: FIRST_STEPS, at: ctx.now().toString() })
    .onConflict((conflict) => conflict.columns(['person_id', 'what']).doNothing())
    .execute();
}

function isPutAside(ctx: Context<Tables>): Promise<boolean> {
  const entry = { actor: ctx.actor, organisation: null, organisations: ctx.organisations, readOnly: true, requestId: ctx.requestId };
  return inContext<Tables, boolean>(ctx.house, entry, async ({ tx }) => {
    const row = await tx.selectFrom('home.dismissal').select('what').where('what', '=', FIRST_STEPS).executeTakeFirst();
    return row !== undefined;
  });
}

/** The first of the bodies where the step can be done, by name. */
async function addressIn({ tx, organisations }: Context<Tables>, href: string): Promise<string> {
  if (!href.includes(':organisation')) return href;
  const { slug } = await tx
    .selectFrom('organisations.body')
    .select('slug')
    .where('id', 'in', [...organisations])
    .orderBy('name')
    .limit(1)
    .executeTakeFirstOrThrow();
  return href.replace(':organisation', slug);
}
