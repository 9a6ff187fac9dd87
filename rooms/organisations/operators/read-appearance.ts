// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import { type Appearance, houseAppearance } from '#platform/appearance/appearance.ts';
import type { Context } from '#platform/context.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import type { FileAnswer } from '#platform/room.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';
import { operatorServing, operatorsOf, type Operator } from './operators.ts';

/** The look of the operator that serves the body of the address; the house's own when nobody can say which. */
export async function readAppearance(ctx: Context<Tables>): Promise<Appearance> {
  const operator = await operatorServing(ctx.house, ctx.organisation, ctx.today());
  return operator ? appearanceOf(ctx.house, operator) : houseAppearance;
}

/** The look of the site: that of the operator when it is alone in the installation. */
export async function readSiteAppearance(ctx: Context<Tables>): Promise<Appearance> {
  const [operator, another] = await operatorsOf(ctx.house);
  return operator && !another ? appearanceOf(ctx.house, operator) : houseAppearance;
}

/** The look that an operator chose, read apart. */
export function appearanceOf(house: House, operator: Operator): Promise<Appearance> {
  return inOrganisation<Tables, Appearance>(house.db, operator.id, (tx) => appearanceIn(tx, operator), { readOnly: true });
}

/** The look that an operator chose, read in its own transaction; its name alone when it chose none. */
export async function appearanceIn(tx: Transaction<Tables>, operator: Operator): Promise<Appearance> {
  const row = await tx
    .selectFrom('organisations.appearance')
    .select(['name', 'accent', 'tower', 'logo_type', 'changed_at'])
    .where('organisation_id', '=', operator.id)
    .executeTakeFirst();
  if (!row) return { name: operator.name, logo: null, colours: { accent: null, tower: null } };
  // The instant in the address lets browsers keep an image until it changes.
  const logo = row.logo_type === null ? null : `/api/o/${operator.slug}/appearance/logo?v=${Date.parse(row.changed_at)}`;
  return { name: row.name, logo, colours: { accent: row.accent, tower: row.tower } };
}

/** The image itself, for the operator of the address. */
export async function readLogo(ctx: Context<Tables>): Promise<FileAnswer> {
  const row = await ctx.tx
    .selectFrom('organisations.appearance')
    .select(['logo', 'logo_type'])
    .where('organisation_id', '=', ctx.organisation)
    .executeTakeFirst();
  if (!row?.logo || !row.logo_type) throw refuse('organisations.no-logo');
  return { name: `logo.${row.logo_type.split('/')[1] ?? 'png'}`, type: row.logo_type, content: row.logo, inline: true };
}
