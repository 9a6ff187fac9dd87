// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import { count, euros, percent, type PricedLine } from '#rooms/catalogue/api.ts';
import type { PricedQuote } from '../pricing/priced-quote.ts';
import { amountOrOnQuote, namesIn, statusWords } from './amounts.ts';
import { gridPart } from './grid-part.ts';
import type { Simulation } from './simulation.ts';
import { whySteps } from './why-part.ts';

/** Every line of the price with its reasoning, and the grid from which the adhesion comes. */
export function linesPart(simulation: Simulation, priced: PricedQuote): Html {
  return html`<section aria-labelledby="titre-lignes">
    <h2 id="titre-lignes">Le détail, ligne par ligne</h2>
    <p class="panel-help">Ouvrez « Pourquoi ? » sous une ligne : chaque montant remonte à la ligne imprimée du catalogue.</p>
    ${linesTable(priced)} ${gridPart(simulation, priced)}
  </section>`;
}

/** The lines as a table; shared with the recipient's page. */
export function linesTable(priced: PricedQuote): Html {
  const years = priced.totals.years.map(({ year }) => year);
  const shared = sharedFlags(priced);
  return html`${shared.map((says) => html`<p class="flag">${says}</p>`)}
    <div class="table-frame" tabindex="0" role="region" aria-label="Lignes du prix">
      <table class="lines">
        <caption class="visually-hidden">
          Lignes du prix
        </caption>
        <thead>
          <tr>
            <th scope="col">Prestation</th>
            <th scope="col">Pour</th>
            <th scope="col" class="number">Quantité</th>
            ${years.map((year) => html`<th scope="col" class="number">Année ${year}</th>`)}
            <th scope="col">Taxe</th>
          </tr>
        </thead>
        <tbody>
          ${priced.lines.map((line) => lineRow(priced, line, shared))}
        </tbody>
      </table>
    </div>`;
}

/** What every line would repeat is said once. */
function sharedFlags({ lines }: PricedQuote): string[] {
  const [first, ...rest] = lines;
  if (!first || rest.length === 0) return [];
  return first.flags.map(({ says }) => says).filter((says) => rest.every((line) => line.flags.some((flag) => flag.says === says)));
}

function lineRow(priced: PricedQuote, line: PricedLine, shared: readonly string[]): Html {
  const years = priced.totals.years.length;
  return html`<tr>
    <th scope="row">
      ${line.label} ${line.label !== line.offerLabel && html`<span class="quiet line-offer">${line.offerLabel}</span>`}
      ${line.status !== 'firm' && html` <span class="badge ${statusWords[line.status].look}">${statusWords[line.status].label}</span>`}
      ${line.isIncluded && html` <span class="badge badge-success">Compris</span>`}
      ${line.flags.filter(({ says }) => !shared.includes(says)).map(({ says }) => html`<span class="flag">${says}</span>`)}
      <details class="why-box">
        <summary>Pourquoi ?<span class="visually-hidden"> ${line.label}, ${namesIn(priced, line.beneficiaries)}</span></summary>
        ${whySteps(line.why)}
      </details>
    </th>
    <td>${namesIn(priced, line.beneficiaries)}</td>
    <td class="number">
      ${count(line.quantity)} <span class="quiet">${line.unit}</span>
      ${line.unitCents !== null && line.quantity !== 1 && html`<span class="quiet line-offer">× ${euros(line.unitCents)}</span>`}
    </td>
    ${
      line.amountCents === null
        ? html`<td class="number" colspan="${years}">Sur devis</td>`
        : line.yearsCents.map((cents) => html`<td class="number">${cents === 0 ? '–' : amountOrOnQuote(cents)}</td>`)
    }
    <td>${line.treatment === 'exempt' ? 'Exonéré' : line.treatment === 'taxed' ? `TVA ${percent(line.vatBps)}` : 'À préciser'}</td>
  </tr>`;
}
