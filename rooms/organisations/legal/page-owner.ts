// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import type { PageOwner } from '#platform/http/public-page.ts';
import type { Tables } from '../tables.ts';
import { appearanceIn } from '../operators/read-appearance.ts';
import { coloursAddress } from './colours.ts';
import { legalLinks } from './legal-links.ts';
import { latestVersion } from './read-legal.ts';

/** Whose public page it is: name, logo, colours and legal links of the operator of the address. `href` is where its name leads. */
export function pageOwner<T>(ctx: Context<T>, href: string): Promise<PageOwner> {
  const read = (tx: Transaction<Tables>): Promise<PageOwner> => ownerIn(tx, ctx.organisation, href);
  // The caller's own tables are of no interest here: these are read by their names.
  if (ctx.hasTransaction) return read(ctx.tx as unknown as Transaction<Tables>);
  return inOrganisation<Tables, PageOwner>(ctx.house.db, ctx.organisation, read, { readOnly: true });
}

/** The same, in the operator's own transaction. */
export async function ownerIn(tx: Transaction<Tables>, operatorId: string, href: string): Promise<PageOwner> {
  const operator = await tx.selectFrom('organisations.body').select(['id', 'slug', 'name']).where('id', '=', operatorId).executeTakeFirstOrThrow();
  const appearance = await appearanceIn(tx, operator);
  const latest = await latestVersion(tx, operatorId);
  return {
    name: appearance.name,
    href,
    logo: appearance.logo,
    colours: coloursAddress(operator.slug, appearance),
    notices: legalLinks(`/o/${operator.slug}`, latest?.facts.accessibility.status ?? 'not-audited'),
  };
}
