// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { NoticeLink } from '#platform/http/public-page.ts';
import { accessibilityMentions, type AccessibilityStatus } from '../contract/legal.ts';
import { operatorServing, operatorsOf, type Operator } from '../operators/operators.ts';
import type { Tables } from '../tables.ts';
import { legalOf } from './read-legal.ts';

/** The links at the foot of the pages of the operator that serves the body of the address; those of the site when nobody can say which. */
export async function readLegalLinks(ctx: Context<Tables>): Promise<{ links: NoticeLink[] }> {
  const operator = await operatorServing(ctx.house, ctx.organisation, ctx.today());
  return operator ? linksFor(ctx, operator, `/o/${operator.slug}`) : { links: legalLinks('', null) };
}

/** The same for the site: those of its operator, when it is alone. */
export async function readSiteLegalLinks(ctx: Context<Tables>): Promise<{ links: NoticeLink[] }> {
  const [operator, another] = await operatorsOf(ctx.house);
  return operator && !another ? linksFor(ctx, operator, '') : { links: legalLinks('', null) };
}

async function linksFor(ctx: Context<Tables>, operator: Operator, prefix: string): Promise<{ links: NoticeLink[] }> {
  const { facts } = await legalOf(ctx.house, operator);
  return { links: legalLinks(prefix, facts?.accessibility.status ?? 'not-audited') };
}

/** Links to the three pages that the law wants, under this address; the state of conformity stands in the first, where one operator answers for it. */
export function legalLinks(prefix: string, status: AccessibilityStatus | null): NoticeLink[] {
  return [
    { label: status === null ? 'Accessibilité' : `Accessibilité : ${accessibilityMentions[status]}`, href: `${prefix}/accessibilite` },
    { label: 'Mentions légales', href: `${prefix}/mentions-legales` },
    { label: 'Données personnelles', href: `${prefix}/donnees-personnelles` },
  ];
}
