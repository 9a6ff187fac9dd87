// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { kindLabels } from '../contract/documents.ts';
import { refuseSetting, type BillingSettings } from '../contract/settings.ts';
import type { DocumentKind } from '../document.ts';
import { firstNumber } from '../documents/make-document.ts';
import { isSiret } from '../payers/siret.ts';
import type { Tables } from '../tables.ts';
import { settingsOf } from './read-settings.ts';

/** Replaces the settings of the operator in the address. What is issued keeps what it was issued with. */
export async function changeSettings(ctx: Context<Tables>, settings: BillingSettings): Promise<BillingSettings> {
  const { siret } = settings.issuer;
  if (siret && !isSiret(siret)) throw refuseSetting('billing.bad-siret', { siret }, 'body.issuer.siret');
  const sum = settings.instalments.reduce((total, { percent }) => total + percent, 0);
  if (settings.instalments.length > 0 && sum !== 100) throw refuseSetting('billing.instalments-not-whole', { sum }, 'body.instalments');
  await refuseStarts(ctx, await settingsOf(ctx), settings);
  const row = { content: JSON.stringify(settings), changed_by: authorOf(ctx.actor), changed_at: ctx.now().toString() };
  await ctx.tx
    .insertInto('billing.setting')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id']).doUpdateSet(row))
    .execute();
  await ctx.tell('billing.settings-changed', {});
  return settings;
}

/** A series that has given a number keeps where it began. */
async function refuseStarts(ctx: Context<Tables>, before: BillingSettings, after: BillingSettings): Promise<void> {
  const { starts } = after.series;
  const twice = starts.find(({ kind, year }, at) => starts.findIndex((one) => one.kind === kind && one.year === year) !== at);
  if (twice) throw refuseSetting('billing.series-twice', { kind: kindLabels[twice.kind], year: twice.year }, 'body.series.starts');
  const moved = [...before.series.starts, ...starts].filter(({ kind, year }) => firstNumber(before, kind, year) !== firstNumber(after, kind, year));
  if (moved.length === 0) return;
  const { rows } = await sql<{ kind: DocumentKind; year: number }>`
    select distinct kind, year from billing.document where organisation_id = ${ctx.organisation}`.execute(ctx.tx);
  const begun = moved.find(({ kind, year }) => rows.some((row) => row.kind === kind && row.year === year));
  if (begun) throw refuseSetting('billing.series-begun', { kind: kindLabels[begun.kind], year: begun.year }, 'body.series.starts');
}
