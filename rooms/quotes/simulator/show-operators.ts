// SPDX-License-Identifier: EUPL-1.2
import { editionOn } from '#rooms/catalogue/api.ts';
import type { Context } from '#platform/context.ts';
import { inNoOrganisation } from '#platform/db/scopes.ts';
import type { Tables } from '../tables.ts';
import { operatorsPage, type OperatorCard } from './operators-page.ts';

/** The page of the operators that have a catalogue in force. */
export async function showOperators(ctx: Context<Tables>) {
  const operators = await inNoOrganisation<Tables, { id: string; slug: string; name: string }[]>(
    ctx.house.db,
    (tx) => tx.selectFrom('organisations.body').select(['id', 'slug', 'name']).where('origin', '=', 'operator').orderBy('name').execute(),
    { readOnly: true },
  );
  const cards: OperatorCard[] = [];
  for (const { id, slug, name } of operators) {
    const record = await editionOn(ctx, id, ctx.today());
    if (!record) continue;
    const { offers } = record.edition;
    const sells = offers.some(({ kind }) => kind === 'adhesion')
      ? 'Une adhésion pour tout le territoire d’une intercommunalité, selon le nombre de collectivités et le volume de données ; des prestations à la carte.'
      : 'Des forfaits par collectivité, selon sa population ou ses agents ; des options.';
    cards.push({ slug, name, edition: record.label, sells });
  }
  return operatorsPage(cards);
}
