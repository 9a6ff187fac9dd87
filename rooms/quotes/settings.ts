// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { SettingRow, Tables } from './tables.ts';

export type Settings = {
  numberPrefix: string;
  validityDays: number;
  reminderDays: number | null;
  approvalAboveCents: number | null;
  linkDays: number;
  terms: string;
};

/** What holds for an operator that has set nothing yet. */
export const defaultSettings: Settings = {
  numberPrefix: 'D',
  validityDays: 90,
  reminderDays: 15,
  approvalAboveCents: 1_500_000,
  linkDays: 90,
  terms: '',
};

/** The settings of the operator in the address. */
export async function settingsOf(ctx: Context<Tables>): Promise<Settings> {
  const row = await ctx.tx.selectFrom('quotes.setting').selectAll().where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  return row ? asSettings(row) : defaultSettings;
}

/** Replaces the operator's settings; quotes already written keep the number and the validity that they have. */
export async function setSettings(ctx: Context<Tables>, settings: Settings): Promise<Settings> {
  const row = {
    number_prefix: settings.numberPrefix,
    validity_days: settings.validityDays,
    reminder_days: settings.reminderDays,
    approval_above_cents: settings.approvalAboveCents,
    link_days: settings.linkDays,
    terms: settings.terms,
  };
  await ctx.tx
    .insertInto('quotes.setting')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id']).doUpdateSet(row))
    .execute();
  await ctx.tell('quotes.settings-changed', {});
  return settings;
}

function asSettings(row: SettingRow): Settings {
  return {
    numberPrefix: row.number_prefix,
    validityDays: row.validity_days,
    reminderDays: row.reminder_days,
    approvalAboveCents: row.approval_above_cents,
    linkDays: row.link_days,
    terms: row.terms,
  };
}
