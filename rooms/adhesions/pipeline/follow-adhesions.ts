// SPDX-License-Identifier: EUPL-1.2
/** The adhesions under way as the operator follows them: in columns by step, or in a list. */
import type { Context } from '#platform/context.ts';
import { countDossiers, firstDossiers, pageDossiers, whoFollows, type Follow, type Followed } from '#rooms/dossiers/api.ts';
import { adhesionTypes } from '../dossier-types.ts';
import type { Tables } from '../tables.ts';

type Filters = {
  q: string;
  type?: string | undefined;
  step?: string | undefined;
  payer?: string | undefined;
  assignee?: string | undefined;
  late?: 'true' | undefined;
};

const types = adhesionTypes.map(({ value }) => value);
// What a column shows before it leads to the list: a screen high.
const MOST_CARDS = 6;

/** Each type with its steps under way, what stands in each, and what may be filtered by. Steps without dossiers are there too. */
export async function readPipeline(ctx: Context<Tables>, filters: Filters) {
  const follow = followOf(filters);
  const counts = await countDossiers(ctx, follow);
  const cards = (await firstDossiers(ctx, follow, MOST_CARDS)).map(cardOf(ctx));
  // The EPCI pays for its communes; whoever adheres or subscribes pays for itself.
  const payers = Object.fromEntries(types.map(({ key }) => [key, key === 'adhesions.tripartite' ? 'payer' : 'member']));
  const { assignees, bodies } = await whoFollows(ctx, payers);
  const shown = types.filter(({ key }) => follow.types.includes(key));
  return {
    types: shown.map((type) => {
      const columns = type.steps
        .filter(({ isEnd, key }) => !isEnd && (!filters.step || filters.step === key))
        .map(({ key, label }) => {
          const count = counts.find((one) => one.type === type.key && one.step === key);
          return {
            step: key,
            label,
            count: count?.count ?? 0,
            late: count?.late ?? 0,
            cents: count?.cents ?? 0,
            cards: cards.filter((card) => card.type === type.key && card.step === key),
          };
        });
      const sum = (of: 'count' | 'late' | 'cents'): number => columns.reduce((total, column) => total + column[of], 0);
      return { type: type.key, label: type.label, count: sum('count'), late: sum('late'), cents: sum('cents'), columns };
    }),
    choices: types.map(({ key, label }) => ({ type: key, label })),
    payers: bodies,
    assignees,
  };
}

export async function listPipeline(
  ctx: Context<Tables>,
  {
    sort,
    order,
    page,
    size,
    ...filters
  }: Filters & { sort: 'number' | 'title' | 'dueOn' | 'since'; order: 'asc' | 'desc'; page: number; size: number },
) {
  const { rows, total } = await pageDossiers(ctx, followOf(filters), { sort, order, page, size });
  return { rows: rows.map(cardOf(ctx)), total };
}

function followOf({ q, type, step, payer, assignee, late }: Filters): Follow {
  const keys = types.map(({ key }) => key);
  return { types: type ? keys.filter((key) => key === type) : keys, q, step, partyId: payer, assignee, isLate: late === 'true' };
}

function cardOf(ctx: Context<Tables>) {
  const today = ctx.today();
  return (dossier: Followed) => {
    const { parties, worthCents, ...rest } = dossier;
    const member = parties.find(({ role }) => role === 'member');
    const payer = parties.find(({ role }) => role === 'payer') ?? member;
    return {
      ...rest,
      typeLabel: types.find(({ key }) => key === dossier.type)?.label ?? dossier.type,
      body: member?.name ?? dossier.title,
      payer: payer?.name ?? '',
      mustAct: mustAct(dossier),
      days: Temporal.PlainDate.from(dossier.since).until(today, { largestUnit: 'days' }).days,
      yearlyCents: worthCents,
    };
  };
}

function mustAct({ awaits, parties, assignee, status }: Followed): string {
  if (status === 'suspended') return 'Suspendu';
  if (awaits === 'owner') return assignee ?? 'L’opérateur';
  return parties.find(({ role }) => role === awaits)?.name ?? '–';
}
