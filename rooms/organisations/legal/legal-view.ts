// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import { html, type Html } from '#platform/http/html.ts';
import type { LegalFacts } from '../contract/legal.ts';

/** What one operator publishes, as its three pages show it. */
export type LegalView = {
  operator: { slug: string; name: string; siren: string | null };
  facts: LegalFacts | null;
  enteredAt: string | null;
  isDemonstration: boolean;
};

/** Said in place of what an operator has not given: nothing is invented. */
export const NOT_GIVEN = 'non communiqué par l’opérateur';

/** The name under which it publishes. */
export function publisherOf({ facts, operator }: LegalView): string {
  return facts?.publisher.name ?? operator.name;
}

/** Above each page: that its values are invented, where they are. */
export function demonstrationNotice({ isDemonstration }: LegalView): Html | false {
  return isDemonstration && html`<p class="notice notice-warning">Valeurs de démonstration : les coordonnées de cette page sont inventées.</p>`;
}

/** Below each page: from when it holds. */
export function lastEntered({ enteredAt }: LegalView): Html | false {
  if (enteredAt === null) return false;
  const day = Temporal.Instant.from(enteredAt).toZonedDateTimeISO('Europe/Paris').toPlainDate();
  return html`<p class="quiet">Informations mises à jour le ${formatDay(day)}.</p>`;
}

/** « 1er mars 2026 » from `2026-03-01`. */
export function frenchDay(day: string): string {
  return formatDay(Temporal.PlainDate.from(day));
}

/** A titled part of a page. */
export function part(title: string, content: Html): Html {
  return html`<section>
    <h2>${title}</h2>
    ${content}
  </section>`;
}
