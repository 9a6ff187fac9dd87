// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import { frenchDay } from '../french-day.ts';
import type { Simulation } from './simulation.ts';

/** What the page rests on: the voted edition, its documents, and how unclear passages were read. */
export function sourcesPart({ edition, priced }: Simulation): Html {
  const { act, validity } = edition;
  return html`<section class="sources" aria-labelledby="titre-sources">
    <h2 id="titre-sources">Sources</h2>
    <p>
      ${edition.label}. Acte qui l’a voté : ${act.known ? `${act.assembly}, délibération n° ${act.number} du ${frenchDay(act.votedOn)}` : act.says}.
      ${validity.from.day && html`En vigueur depuis le ${frenchDay(validity.from.day)}${validity.to.day && ` jusqu’au ${frenchDay(validity.to.day)}`}. `}
      ${validity.from.says}
    </p>
    <dl class="documents">
      ${edition.documents.map(
        ({ key, label, date }) =>
          html`<dt id="document-${key}">${key}</dt>
            <dd>${label}${date && `, ${frenchDay(date)}`}</dd>`,
      )}
    </dl>
    ${
      priced &&
      priced.readings.length > 0 &&
      html`<details class="readings" open>
        <summary><h3>Comment les passages incertains ont été lus</h3></summary>
        <dl>
          ${priced.readings.map(
            ({ id, question, decision }) =>
              html`<dt id="lecture-${id}">${id} – ${question}</dt>
                <dd>${decision}</dd>`,
          )}
        </dl>
      </details>`
    }
    <p class="quiet">Cette simulation n’engage personne : seul un devis établi par l’opérateur vaut proposition.</p>
  </section>`;
}
