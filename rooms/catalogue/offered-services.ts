// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Offer } from '#platform/room.ts';
import { editionOn } from './edition-on.ts';
import type { Edition } from './edition-schema.ts';

/** The services of the operator's edition of the day, in its own order, as a member may ask for them. */
export async function offeredServices<T>(ctx: Context<T>, operatorId: string): Promise<Offer[]> {
  const record = await editionOn(ctx, operatorId, ctx.today());
  if (!record) return [];
  const { services, headings } = record.edition;
  return services.map((service) => ({
    key: `catalogue.${service.key}`,
    title: service.label,
    group: topHeading(headings, service.heading),
    description: service.note ?? terms[service.status] ?? '',
    href: null,
    right: service.key,
  }));
}

/** Headings of the printed table stand under larger ones: those are few enough to group a list by. */
function topHeading(headings: Edition['headings'], key: string): string {
  const heading = headings.find((one) => one.key === key);
  if (!heading) return '';
  return heading.parent ? topHeading(headings, heading.parent) : heading.label;
}

const terms: Readonly<Record<string, string>> = {
  INC: 'Compris dans l’adhésion.',
  CPL: 'En complément de l’adhésion.',
  HM: 'Proposé hors mutualisation.',
  GC: 'Par groupement de commandes.',
};
