// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { editionFor } from './calculate.ts';

/** What can be asked of an edition, as a form needs it: offers, inputs, choices. */
export async function offeredItems<T>(ctx: Context<T>, { on, edition: key }: { on?: string | undefined; edition?: string | undefined }) {
  const edition = await editionFor(ctx, key === undefined ? { on: on ?? ctx.today().toString() } : { edition: key });
  const headingOf = new Map(edition.services.map((service) => [service.key, service.heading]));
  const labelOf = new Map(edition.headings.map((heading) => [heading.key, heading.label]));
  return {
    edition: edition.key,
    label: edition.label,
    items: edition.offers.map((offer) => ({
      key: offer.key,
      label: offer.label,
      kind: offer.kind,
      heading: labelOf.get(headingOf.get(offer.services[0] ?? '') ?? '') ?? '',
      note: offer.note ?? null,
      inputs: offer.inputs.map((input) => ({
        key: input.key,
        label: input.label,
        kind: input.kind,
        unit: input.unit ?? null,
        indivisible: input.indivisible,
        least: input.least,
        most: input.most,
        options: input.options ?? [],
        fallback: input.fallback ?? null,
      })),
    })),
  };
}
