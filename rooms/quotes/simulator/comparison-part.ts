// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import { euros, shortEuros } from '#rooms/catalogue/api.ts';
import type { PricedQuote } from '../pricing/priced-quote.ts';

/** The adhesion beside what each body would pay alone. */
export function comparisonPart({ comparison }: PricedQuote): Html | false {
  if (!comparison) return false;
  const { adhesion, aLaCarte, lines, bodies } = comparison;
  const years = adhesion.years.map(({ year }) => year);
  const most = Math.max(adhesion.overall.payableCents, aLaCarte.overall.payableCents, 1);
  return html`<section aria-labelledby="titre-comparaison">
    <h2 id="titre-comparaison">Adhérer ensemble, ou acheter chacun à la carte ?</h2>
    <p>${comparison.says}</p>
    <div class="bars" aria-hidden="true">
      ${bar('Adhésion', adhesion.overall.payableCents, most, 'bar-own')} ${bar('À la carte', aLaCarte.overall.payableCents, most, 'bar-other')}
    </div>
    <div class="table-frame" tabindex="0" role="region" aria-label="Comparaison avec les prix à la carte">
      <table>
        <caption>
          À la carte, pour ${bodies} collectivités qui achèteraient seules
        </caption>
        <thead>
          <tr>
            <th scope="col">Prestation hors mutualisation</th>
            <th scope="col">Hypothèse</th>
            ${years.map((year) => html`<th scope="col" class="number">Année ${year}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${lines.map(
            ({ label, assumption, yearsCents }) =>
              html`<tr>
                <th scope="row">${label}</th>
                <td>${assumption}</td>
                ${yearsCents.map((cents) => html`<td class="number">${cents === 0 ? '–' : shortEuros(cents)}</td>`)}
              </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr class="total">
            <th scope="row" colspan="2">Total à la carte, TTC</th>
            ${aLaCarte.years.map(({ payableCents }) => html`<td class="number">${euros(payableCents)}</td>`)}
          </tr>
          <tr class="total">
            <th scope="row" colspan="2">Adhésion</th>
            ${adhesion.years.map(({ payableCents }) => html`<td class="number">${euros(payableCents)}</td>`)}
          </tr>
        </tfoot>
      </table>
    </div>
  </section>`;
}

// A drawing for the eye; the table below says the same to everybody.
function bar(label: string, cents: number, most: number, look: string): Html {
  const width = Math.max(2, Math.round((cents / most) * 1000) / 10);
  return html`<p class="bar ${look}">
    <span class="bar-label">${label}</span>
    <svg class="bar-drawing" viewBox="0 0 100 6" preserveAspectRatio="none"><rect width="${width}" height="6"></rect></svg>
    <span class="bar-figure">${shortEuros(cents)}</span>
  </p>`;
}
