// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import type { PageOwner } from '#platform/http/public-page.ts';
import { appearanceIn } from '../operators/read-appearance.ts';
import type { Tables } from '../tables.ts';
import { coloursAddress } from './colours.ts';
import { legalLinks } from './legal-links.ts';
import { latestVersion } from './read-legal.ts';

/** Name, logo, colours and legal links of an operator, read in its own transaction; its name leads to the house's first page. */
export async function ownerIn(tx: Transaction<Tables>, operatorId: string): Promise<PageOwner> {
  const operator = await tx.selectFrom('organisations.body').select(['id', 'slug', 'name']).where('id', '=', operatorId).executeTakeFirstOrThrow();
  const appearance = await appearanceIn(tx, operator);
  const latest = await latestVersion(tx, operatorId);
  return {
    name: appearance.name,
    href: '/',
    logo: appearance.logo,
    colours: coloursAddress(operator.slug, appearance),
    notices: legalLinks(`/o/${operator.slug}`, latest?.facts.accessibility.status ?? 'not-audited'),
  };
}
