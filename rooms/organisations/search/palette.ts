// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { SearchSource } from '#platform/room.ts';
import { kindLabels } from '../contract/body-kinds.ts';
import { operatorOn } from '../operators/operator-in-memory.ts';
import type { Tables } from '../tables.ts';
import { declaredMatching } from './search-own-bodies.ts';
import { searchRegister } from './search-register.ts';

/** Bodies of the portfolios that the person may read, for Ctrl-K. */
export const bodiesSource: SearchSource = {
  name: 'organisations.bodies',
  label: 'Collectivités',
  permission: 'organisations.read',
  async find(ctx: Context<Tables>, words, limit) {
    const hits: { title: string; detail: string; href: string }[] = [];
    const operators = await ctx.tx
      .selectFrom('organisations.body')
      .select(['id', 'slug'])
      .where('id', 'in', [...ctx.organisations])
      .execute();
    for (const operator of operators) {
      const view = await operatorOn(ctx.house, operator.id, ctx.today());
      const among = view.territory.filter(({ id }) => !view.isDeclared(id)).map(({ id }) => id);
      if (among.length === 0 && view.declared.length === 0) continue;
      const registered = among.length > 0 ? await searchRegister(ctx.tx, words, { among, on: ctx.today(), limit }) : [];
      for (const { slug, name, kind } of [...declaredMatching(view, words), ...registered].slice(0, limit - hits.length))
        hits.push({ title: name, detail: kindLabels[kind], href: `/o/${operator.slug}/collectivites/${slug}` });
    }
    return hits;
  },
};
