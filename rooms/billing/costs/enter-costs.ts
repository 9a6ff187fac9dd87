// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readCsv } from '#platform/documents/read-csv.ts';
import { readEuros } from '#platform/money/euros.ts';
import { foldText } from '#platform/text/fold.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseCost, sharings } from '../contract/costs.ts';
import type { Sharing, Tables } from '../tables.ts';
import { serviceLabels } from './service-labels.ts';

export type NewCost = { year: number; service: string; label: string; amountCents: number; isCommon: boolean; sharing: Sharing; source: string };

/** The costs of a year, by service. */
export async function listCosts(ctx: Context<Tables>, input: { year?: number | undefined }) {
  const year = input.year ?? ctx.today().year;
  const rows = await ctx.tx
    .selectFrom('billing.cost')
    .select(['id', 'service', 'label', 'amount_cents as amountCents', 'is_common as isCommon', 'sharing', 'source', 'entered_by as enteredBy'])
    .where('organisation_id', '=', ctx.organisation)
    .where('year', '=', year)
    .orderBy('service')
    .orderBy('label')
    .orderBy('id')
    .execute();
  const labels = await serviceLabels(ctx);
  return {
    year,
    rows: rows.map((row) => ({ ...row, serviceLabel: labels.get(row.service) ?? row.service })),
    services: [...labels].map(([key, label]) => ({ key, label })),
  };
}

/** Adds a cost. A service is shared by one key a year. */
export async function addCost(ctx: Context<Tables>, cost: NewCost): Promise<{ id: string }> {
  const other = await ctx.tx
    .selectFrom('billing.cost')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('year', '=', cost.year)
    .where('service', '=', cost.service)
    .where('is_common', '=', true)
    .where('sharing', '<>', cost.sharing)
    .executeTakeFirst();
  if (other && cost.isCommon) throw refuseCost('billing.two-keys', { service: cost.service, year: cost.year }, 'body.sharing');
  const id = ctx.newId();
  await ctx.tx
    .insertInto('billing.cost')
    .values({
      organisation_id: ctx.organisation,
      id,
      year: cost.year,
      service: cost.service,
      label: cost.label,
      amount_cents: cost.amountCents,
      is_common: cost.isCommon,
      sharing: cost.sharing,
      source: cost.source,
      entered_by: authorOf(ctx.actor),
      entered_at: ctx.now().toString(),
    })
    .execute();
  return { id };
}

/** Takes a cost away. */
export async function removeCost(ctx: Context<Tables>, { id }: { id: string }): Promise<{ id: string }> {
  const gone = await ctx.tx.deleteFrom('billing.cost').where('organisation_id', '=', ctx.organisation).where('id', '=', id).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuseCost('billing.cost-not-found');
  return { id };
}

/** Adds the costs of a CSV file; lines that cannot be read are told, the others are kept. */
export async function importCosts(ctx: Context<Tables>, { year, name, content }: { year: number; name: string; content: string }) {
  const reading = readCsv(Buffer.from(content, 'base64'), {
    service: { titles: ['Service'], isRequired: true },
    label: { titles: ['Libellé', 'Coût'], isRequired: true },
    amount: { titles: ['Montant', 'Montant (€)'], isRequired: true },
    common: { titles: ['Commun', 'Coût commun'] },
    sharing: { titles: ['Clé', 'Répartition'] },
  });
  if (reading.rows.length === 0) throw refuseCost('billing.costs-unreadable', { says: reading.faults[0]?.says ?? 'il est vide.' }, 'body.content');
  const faults = [...reading.faults];
  let added = 0;
  for (const { line, cells } of reading.rows) {
    const amountCents = readEuros(cells.amount);
    const sharing = sharingIn(cells.sharing);
    if (cells.service === '' || amountCents === null || sharing === null) {
      faults.push({
        line,
        says:
          amountCents === null
            ? `Le montant « ${cells.amount} » n’est pas lisible.`
            : cells.service === ''
              ? 'Le service manque.'
              : `La clé « ${cells.sharing} » n’existe pas.`,
      });
      continue;
    }
    await addCost(ctx, {
      year,
      service: cells.service,
      label: cells.label || cells.service,
      amountCents,
      isCommon: !/^n/i.test(cells.common),
      sharing,
      source: `Fichier ${name}, ligne ${line}`,
    });
    added += 1;
  }
  return { added, faults };
}

/** Keeps what a member states of its own receipts. */
export async function declareReceipts(ctx: Context<Tables>, input: { year: number; payerId: string; taxedBasisPoints: number; evidence: string }) {
  const body = await ctx.tx.selectFrom('organisations.body').select('id').where('id', '=', input.payerId).executeTakeFirst();
  if (!body) throw refuseCost('billing.receipts-payer-unknown', {}, 'body.payerId');
  const row = {
    taxed_basis_points: input.taxedBasisPoints,
    evidence: input.evidence,
    entered_by: authorOf(ctx.actor),
    entered_at: ctx.now().toString(),
  };
  await ctx.tx
    .insertInto('billing.member_receipts')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), year: input.year, payer_id: input.payerId, ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'year', 'payer_id']).doUpdateSet(row))
    .execute();
  return { payerId: input.payerId };
}

function sharingIn(text: string): Sharing | null {
  const folded = foldText(text);
  if (folded === '') return 'participation';
  const words: Readonly<Record<Sharing, RegExp>> = {
    participation: /particip/,
    bodies: /collectiv|nombre/,
    population: /popul|habitant/,
    equal: /egal/,
  };
  return sharings.find((one) => words[one].test(folded)) ?? null;
}
