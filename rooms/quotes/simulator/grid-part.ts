// SPDX-License-Identifier: EUPL-1.2
import { attributes, html, type Html } from '#platform/http/html.ts';
import type { Edition } from '#rooms/catalogue/api.ts';
import type { PricedQuote } from '../pricing/priced-quote.ts';
import { adhesionOf, type Simulation } from './simulation.ts';

type Grid = Extract<Edition['offers'][number]['variants'][number]['charges'][number]['price'], { kind: 'grid' }>;

/** The voted grid as it is printed, with the cell of this simulation. */
export function gridPart({ edition }: Simulation, { sensitivity, counting }: PricedQuote): Html | false {
  const grid = gridOf(edition);
  if (!grid || !sensitivity || !counting) return false;
  const column = grid.columns.steps.findIndex(({ upTo }) => counting.counted <= upTo);
  const row = grid.rows.steps.findIndex(({ upTo }) => sensitivity.volume.usedGo <= upTo);
  return html`<details class="printed-grid" open>
    <summary><h3>Votre case dans la grille votée</h3></summary>
    <div class="table-frame" tabindex="0" role="region" aria-label="Grille votée">
      <table class="grid">
        <caption>
          En euros par an, selon le nombre de collectivités comptées et le volume de données (${grid.document})
        </caption>
        <thead>
          <tr>
            <th scope="col">Volume</th>
            ${grid.columns.steps.map(({ label }, at) => html`<th scope="col" ${here(at === column)}>${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${grid.cells.map(
            ({ figures }, down) =>
              html`<tr>
                <th scope="row" ${here(down === row)}>${grid.rows.steps[down]?.label}</th>
                ${figures.map((figure, across) =>
                  down === row && across === column
                    ? html`<td class="here"><strong>${figure}</strong><span class="visually-hidden"> : votre case</span></td>`
                    : html`<td>${figure}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

function here(isHere: boolean): Html {
  return attributes({ class: isHere ? 'here' : null });
}

function gridOf(edition: Edition): Grid | null {
  const price = adhesionOf(edition)?.variants[0]?.charges.find((charge) => charge.price.kind === 'grid')?.price;
  return price?.kind === 'grid' ? price : null;
}
