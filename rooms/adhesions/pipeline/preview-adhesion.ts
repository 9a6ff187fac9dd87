// SPDX-License-Identifier: EUPL-1.2
import { addYears } from '#platform/calendar/delays.ts';
import type { Context } from '#platform/context.ts';
import { openedFor } from '#rooms/dossiers/api.ts';
import { adhesionTypes } from '../dossier-types.ts';
import { planAdhesion } from '../start-adhesion.ts';
import type { Tables } from '../tables.ts';

const TERM_YEARS = 3;

/** The dossiers that a quote would open, and those that it has opened. Without days, three years from a proposed one. */
export async function previewAdhesion(
  ctx: Context<Tables>,
  asked: { quoteId: string; startsOn?: string | null | undefined; endsOn?: string | null | undefined },
) {
  const startsOn = asked.startsOn ? Temporal.PlainDate.from(asked.startsOn) : proposedStart(ctx.today());
  const endsOn = asked.endsOn ?? addYears(startsOn, TERM_YEARS).subtract({ days: 1 }).toString();
  const { quote, main, linked } = await planAdhesion(ctx, { quoteId: asked.quoteId, startsOn: startsOn.toString(), endsOn });
  const all = [main, ...linked];
  const opened = await openedFor(
    ctx,
    all.map(({ opens }) => opens.type),
    all.map(({ opens }) => opens.openingKey),
  );
  return {
    quote: {
      number: quote.number,
      title: quote.title,
      payer: quote.payerName,
      edition: quote.priced.edition.label,
      yearlyCents: Number(main.opens.facts['yearlyCents']),
    },
    startsOn: startsOn.toString(),
    endsOn,
    opens: all.map(({ body, joursFrancs, opens }) => ({
      body,
      joursFrancs,
      typeLabel: adhesionTypes.find(({ value }) => value.key === opens.type)?.value.label ?? opens.type,
      dossier: opened.get(opens.openingKey) ?? null,
    })),
  };
}

/** Assemblies need weeks to deliberate: the next first of January, or the first of July after it when less than a month is left. */
function proposedStart(today: Temporal.PlainDate): Temporal.PlainDate {
  const january = today.with({ month: 1, day: 1 }).add({ years: 1 });
  return Temporal.PlainDate.compare(today.add({ months: 1 }), january) <= 0 ? january : january.with({ month: 7 });
}
