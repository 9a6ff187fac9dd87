// SPDX-License-Identifier: EUPL-1.2
import { todayInParis } from '#platform/calendar/paris.ts';
import { metropole } from '#platform/calendar/public-holidays.ts';
import { addWorkingDays } from '#platform/calendar/working-days.ts';
import type { Actor, Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import { agreeOnDay, proposeDay } from './propose-day.ts';

type Day = { /** INSEE code of a commune under convention. */ insee: string; inDays: number; note: string; answer?: 'agreed' | number };

/** Days told in working days from today: one that is agreed, one to which the commune prefers another, two that wait. */
const days: readonly Day[] = [
  { insee: '33061', inDays: 6, note: 'Installation du parapheur sur les deux postes de la mairie.', answer: 'agreed' },
  { insee: '33141', inDays: 8, note: 'Prise en main de la sauvegarde avec la secrétaire de mairie.', answer: 12 },
  { insee: '33330', inDays: 9, note: 'Reprise des dossiers partagés depuis l’ancien serveur.' },
  { insee: '33535', inDays: 14, note: 'Deux demi-journées : l’espace partagé, puis le parapheur.' },
];

/** What an operator proposes to communes whose tariff brings no commissioning, and what they answer. Repeatable: left alone once it has proposed. */
export async function demonstrateFirstDays(house: House, operator: { id: string; actor: Actor }, answerOf: (bodyId: string) => Promise<Actor>) {
  const today = todayInParis(house.clock.now());
  const inDays = (count: number): string => addWorkingDays(today, count, 'ouvres', metropole).toString();
  const view = await operatorOn(house, operator.id, today);
  const as = (actor: Actor, organisation: string, act: (ctx: Context<Tables>) => Promise<void>): Promise<void> =>
    inContext<Tables, void>(house, { actor, organisation, may: () => true }, act);
  const proposed: (Day & { conventionId: string; bodyId: string })[] = [];
  await as(operator.actor, operator.id, async (ctx) => {
    const standing = await ctx.tx
      .selectFrom('adhesions.commissioning')
      .select('id')
      .where('organisation_id', '=', operator.id)
      .limit(1)
      .executeTakeFirst();
    if (standing) return;
    for (const day of days) {
      const bodyId = view.byInsee(day.insee)?.id;
      const convention = await ctx.tx
        .selectFrom('adhesions.convention')
        .select('id')
        .where('organisation_id', '=', operator.id)
        .where('beneficiary_id', '=', bodyId ?? '')
        .where('opened_at', 'is not', null)
        .executeTakeFirst();
      // Whoever plays with the demonstration may have ended one.
      if (!bodyId || !convention) continue;
      await proposeDay(ctx, { id: convention.id, on: inDays(day.inDays), note: day.note });
      proposed.push({ ...day, conventionId: convention.id, bodyId });
    }
  });
  for (const { answer, bodyId, conventionId: id, inDays: count } of proposed) {
    if (answer === undefined) continue;
    await as(await answerOf(bodyId), bodyId, (ctx) =>
      answer === 'agreed'
        ? agreeOnDay(ctx, { id, on: inDays(count) })
        : proposeDay(ctx, { id, on: inDays(answer), note: 'La mairie est fermée ce jour-là.' }),
    );
  }
}
