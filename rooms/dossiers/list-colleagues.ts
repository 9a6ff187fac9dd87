// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { holdersOf } from '#rooms/people/api.ts';
import { standpointOn } from './standpoint.ts';
import type { Tables } from './tables.ts';

/** Those to whom a dossier of the body may be given: they may act on its type, today. A person with two mandates is named once. */
export async function listColleagues(ctx: Context<Tables>, { id }: { id: string }) {
  const { type, role } = await standpointOn(ctx, id);
  if (role !== 'owner') return { rows: [] };
  const people = new Map((await holdersOf(ctx, type.permissions.act)).map((one) => [one.personId, one]));
  return { rows: [...people.values()].map(({ personId, name, title }) => ({ personId, name, title })) };
}
