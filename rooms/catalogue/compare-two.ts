// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { editionRecord } from './edition-record.ts';
import type { Edition } from './edition-schema.ts';
import { summarise } from './edition-summary.ts';
import { contentOf, findEdition } from './find-edition.ts';
import { compareEditions } from './price/compare-editions.ts';
import type { ListedPrice } from './price/list-prices.ts';
import type { Tables } from './tables.ts';

/** What changes from one edition of the operator to another: services, prices cell by cell, quotas, rules. */
export async function compareTwo(ctx: Context<Tables>, { from, to }: { from: string; to: string }) {
  const [before, after] = [await read(ctx, from), await read(ctx, to)];
  const { services, prices, quotas, rules } = compareEditions(before.edition, after.edition);
  const price = priceOf(after.edition);
  const formerPrice = priceOf(before.edition);
  return {
    before: before.summary,
    after: after.summary,
    services: {
      added: services.added.map(serviceOf),
      removed: services.removed.map(serviceOf),
      moved: services.moved.map((pair) => ({ before: serviceOf(pair.before), after: serviceOf(pair.after) })),
    },
    prices: {
      added: prices.added.map(price),
      removed: prices.removed.map(formerPrice),
      changed: prices.changed.map((change) => ({
        ...price(change.after),
        beforeCents: change.before.cents,
        beforeRateBps: change.before.rateBps,
        differenceCents: change.differenceCents,
        changeBps: change.changeBps,
      })),
      same: prices.same,
    },
    quotas: [...quotas],
    rules: [...rules],
  };
}

async function read(ctx: Context<Tables>, idOrKey: string) {
  const row = await findEdition(ctx, idOrKey);
  return { summary: summarise(ctx, row), edition: editionRecord(row, await contentOf(ctx, row)).edition };
}

function serviceOf({ key, label, status }: Edition['services'][number]) {
  return { key, label, status };
}

function priceOf(edition: Edition) {
  const documents = new Map(edition.documents.map(({ key, label }) => [key, label]));
  return ({ key, offerLabel, label, where, unit, cents, rateBps, citation }: ListedPrice) => ({
    key,
    offerLabel,
    label,
    where,
    unit,
    cents,
    rateBps,
    citation,
    document: documents.get(citation.document) ?? citation.document,
  });
}
