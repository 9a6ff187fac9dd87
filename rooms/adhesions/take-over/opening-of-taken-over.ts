// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { compileEdition, type EditionRecord } from '#rooms/catalogue/api.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import type { Opening } from '#rooms/rights/api.ts';
import type { Tables } from '../tables.ts';
import { draftConvention } from './draft-convention.ts';
import type { Said } from './said.ts';

/**
 * What a convention opens that was taken over before its first day, or whose cadre was taken over: no quote tells it, the file says what it
 * subscribes. Null when no file did.
 */
export async function openingOfTakenOver(
  ctx: Context<Tables>,
  { id, cadre_id, beneficiary_id }: { id: string; cadre_id: string | null; beneficiary_id: string },
  record: EditionRecord,
): Promise<Pick<Opening, 'services' | 'allowances'> | null> {
  const own = await saidOf(ctx, id);
  const cadre = own === null && cadre_id !== null ? await saidOf(ctx, cadre_id) : null;
  const said = own ?? (cadre && joining(cadre, beneficiary_id));
  if (!said) return null;
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const { services, allowances } = draftConvention(compileEdition(record.edition), said, { view, roster: [], today: ctx.today() });
  return { services, allowances };
}

/** What a body has that joins a territory: what every member has. */
function joining(cadre: Said, beneficiaryId: string): Said {
  return { ...cadre, kind: 'tripartite', beneficiaryId, volumeGo: null, items: [], uses: [], certificates: [] };
}

async function saidOf(ctx: Context<Tables>, conventionId: string): Promise<Said | null> {
  const row = await ctx.tx
    .selectFrom('adhesions.taken_over')
    .select('said')
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', conventionId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? (row.said as unknown as Said) : null; // written by `writeDrafts`
}
