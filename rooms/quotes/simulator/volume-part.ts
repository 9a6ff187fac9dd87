// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import { selectField, textField } from './form-fields.ts';
import type { Simulation } from './simulation.ts';

/** The volume of data of the territory, with how full its step is. */
export function volumePart({ state, priced, faults }: Simulation): Html {
  const volume = priced?.sensitivity?.volume;
  return html`<fieldset class="panel">
    <legend>2. Le volume de données</legend>
    <div class="field-row">
      ${textField({
        id: 'volume',
        name: 'volume',
        label: 'Volume total',
        value: state.volume,
        hint: 'De l’EPCI et de ses collectivités ensemble. 1 To vaut 1 000 Go.',
        faults,
      })}
      ${selectField({
        id: 'unite',
        name: 'unite',
        label: 'Unité',
        value: state.unit,
        options: [
          { key: 'To', label: 'To' },
          { key: 'Go', label: 'Go' },
        ],
      })}
    </div>
    ${
      volume &&
      html`<p class="gauge">
        <label for="remplissage">${volume.says}</label>
        <meter id="remplissage" min="0" max="${volume.upToGo}" high="${volume.upToGo * 0.9}" value="${volume.usedGo}"></meter>
      </p>`
    }
  </fieldset>`;
}
