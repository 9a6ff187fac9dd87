// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { LegalVersion } from '../contract/legal.ts';
import type { Tables } from '../tables.ts';
import { operatorHere } from './operator-here.ts';
import { versionOf } from './read-legal.ts';

type History = { operator: { slug: string; name: string }; rows: LegalVersion[]; total: number };

/** Every version that the operator of the address entered, the latest first. */
export async function listLegalVersions(ctx: Context<Tables>, { page, size }: { page: number; size: number }): Promise<History> {
  const { slug, name } = await operatorHere(ctx);
  const versions = ctx.tx.selectFrom('organisations.legal_version').where('organisation_id', '=', ctx.organisation);
  const { total } = await versions.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await versions
    .selectAll()
    .orderBy('version', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { operator: { slug, name }, rows: rows.map(versionOf), total };
}
