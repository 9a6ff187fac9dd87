// SPDX-License-Identifier: EUPL-1.2
import { attributes, html, type Html } from '#platform/http/html.ts';
import type { Offer } from '#rooms/catalogue/api.ts';
import { selectField, textField } from './form-fields.ts';
import { adhesionOf, type Simulation } from './simulation.ts';
import { fieldId } from './typed-faults.ts';

const groups: readonly { label: string; help: string; kinds: readonly Offer['kind'][] }[] = [
  { label: 'Forfaits', help: 'Le prix dépend de la strate de chaque collectivité.', kinds: ['package'] },
  { label: 'Adhésion', help: 'L’EPCI paie pour lui-même et pour ses collectivités.', kinds: ['adhesion'] },
  { label: 'Compléments de l’adhésion', help: 'Aux mêmes conditions que l’adhésion.', kinds: ['complement'] },
  { label: 'Prestations à la carte et options', help: 'Facturées à qui les commande.', kinds: ['service', 'option'] },
];

/** What can be asked in the edition, each offer with what must be said to price it. */
export function servicesPart(simulation: Simulation): Html {
  const { edition, isTerritory } = simulation;
  const adhesion = adhesionOf(edition);
  const offers = edition.offers.filter((offer) => isTerritory || offer.kind !== 'adhesion');
  return html`<fieldset class="panel">
    <legend>${isTerritory ? (adhesion ? '3. ' : '2. ') : ''}Les prestations</legend>
    ${groups.map(({ label, help, kinds }) =>
      group(
        simulation,
        label,
        help,
        offers.filter(({ kind }) => kinds.includes(kind)),
      ),
    )}
  </fieldset>`;
}

function group(simulation: Simulation, label: string, help: string, offers: readonly Offer[]): Html | false {
  if (offers.length === 0) return false;
  const chosen = offers.filter(({ key }) => simulation.asked.includes(key)).length;
  const isLong = offers.length > 6;
  const list = html`<ul class="offers">
    ${offers.map((offer) => offerItem(simulation, offer))}
  </ul>`;
  if (!isLong)
    return html`<fieldset class="choices">
      <legend>${label}</legend>
      <p class="panel-help">${help}</p>
      ${list}
    </fieldset>`;
  return html`<details class="offer-group" ${attributes({ open: chosen > 0 })}>
    <summary>${label} <span class="quiet">(${offers.length}${chosen > 0 && `, ${chosen} choisie${chosen > 1 ? 's' : ''}`})</span></summary>
    <fieldset class="choices">
      <legend class="visually-hidden">${label}</legend>
      <p class="panel-help">${help}</p>
      ${list}
    </fieldset>
  </details>`;
}

function offerItem(simulation: Simulation, offer: Offer): Html {
  const { asked, faults } = simulation;
  const isTicked = asked.includes(offer.key);
  const id = `offre-${offer.key}`;
  const inputs = offer.inputs.filter(({ key }) => offer.kind !== 'adhesion' || key !== 'volume');
  const fault = faults.find(({ field }) => field === id);
  return html`<li class="offer">
    <span class="tick"
      ><input
        type="checkbox"
        id="${id}"
        name="offre"
        value="${offer.key}"
        ${attributes({ checked: isTicked, 'aria-describedby': fault ? `${id}-faute` : null })}
      /><label for="${id}">${offer.label}</label></span
    >
    ${fault && html`<p class="field-fault" id="${id}-faute">${fault.says}</p>`}
    ${inputs.length > 0 && html`<div class="field-row offer-inputs">${inputs.map((input) => inputField(simulation, offer, input))}</div>`}
  </li>`;
}

function inputField({ state, faults }: Simulation, offer: Offer, input: Offer['inputs'][number]): Html {
  const id = fieldId(offer.key, input.key);
  const name = `${offer.key}.${input.key}`;
  const typed = state.inputs.get(name);
  if (input.kind === 'choice') {
    const value = typed ?? (typeof input.fallback === 'string' ? input.fallback : (input.options?.[0]?.key ?? ''));
    return selectField({ id, name, label: input.label, value, options: input.options ?? [] });
  }
  const value = typed ?? (input.fallback === undefined ? '' : String(input.fallback).replace('.', ','));
  const unit = input.kind === 'amount' ? '€' : input.unit;
  return textField({ id, name, label: input.label, value, faults, numeric: input.kind !== 'text', ...(unit && { unit }) });
}
