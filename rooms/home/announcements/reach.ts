// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { isEpci, operatorOn, type OperatorView } from '#rooms/organisations/api.ts';
import { refuse } from '../contract.ts';
import type { AnnouncementRow } from '../tables.ts';

export type Territory = Pick<AnnouncementRow, 'territory' | 'territory_ids'>;

/** The bodies that an announcement reaches today: all whom the operator serves and itself, some EPCI with their members, or bodies by name. */
export async function bodiesReached<T>(ctx: Context<T>, { territory, territory_ids: ids }: Territory): Promise<string[]> {
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  if (territory === 'all') return unique([ctx.organisation, ...view.territory.map(({ id }) => id)]);
  if (territory === 'bodies') return unique(ids);
  return unique(ids.flatMap((epciId) => [epciId, ...view.roster(epciId).map(({ id }) => id), ...declaredUnder(view, epciId)]));
}

/** Refuses a territory that is empty or not the operator's. */
export async function requireTerritory<T>(ctx: Context<T>, { territory, territory_ids: ids }: Territory): Promise<void> {
  if (territory === 'all') return;
  if (ids.length === 0) throw refuse('home.territory-needed', {}, 'body.territoryIds');
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  if (ids.some((id) => id !== ctx.organisation && !view.isInTerritory(id))) throw refuse('home.outside-territory', {}, 'body.territoryIds');
  const isWrong = (id: string): boolean => !isEpci(view.find(id)?.kind ?? 'commune');
  if (territory === 'epci' && ids.some(isWrong)) throw refuse('home.not-an-epci', {}, 'body.territoryIds');
}

/** A CCAS or a budget annexe of the EPCI or of one of its members is told with it. */
function declaredUnder(view: OperatorView, epciId: string): string[] {
  const members = new Set([epciId, ...view.roster(epciId).map(({ id }) => id)]);
  return view.declared.filter(({ parentId }) => parentId !== undefined && members.has(parentId)).map(({ id }) => id);
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
