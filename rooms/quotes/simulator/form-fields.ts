// SPDX-License-Identifier: EUPL-1.2
import { attributes, html, type Html } from '#platform/http/html.ts';
import type { Fault } from './simulation.ts';

type TextField = {
  id: string;
  name: string;
  label: string;
  value: string;
  hint?: string;
  unit?: string;
  faults: readonly Fault[];
  numeric?: boolean;
};

/** A text field with its label, its help and what to correct, tied together for those who do not see them. */
export function textField({ id, name, label, value, hint, unit, faults, numeric = true }: TextField): Html {
  const fault = faults.find(({ field }) => field === id);
  const described = [hint && `${id}-aide`, fault && `${id}-faute`].filter(Boolean).join(' ');
  const own = attributes({
    'aria-describedby': described || null,
    'aria-invalid': fault ? 'true' : null,
    inputmode: numeric ? 'decimal' : null,
    autocomplete: 'off',
  });
  return html`<div class="field ${fault && 'field-faulty'}">
    <label for="${id}">${label}</label>
    ${hint && html`<p class="field-hint" id="${id}-aide">${hint}</p>`} ${fault && html`<p class="field-fault" id="${id}-faute">${fault.says}</p>`}
    <span class="field-input"
      ><input type="text" id="${id}" name="${name}" value="${value}" ${own} />${unit && html`<span class="field-unit">${unit}</span>`}</span
    >
  </div>`;
}

/** A list of a few choices. */
export function selectField(field: {
  id: string;
  name: string;
  label: string;
  value: string;
  options: readonly { key: string; label: string }[];
}): Html {
  return html`<div class="field">
    <label for="${field.id}">${field.label}</label>
    <select id="${field.id}" name="${field.name}">
      ${field.options.map(({ key, label }) => html`<option value="${key}" ${attributes({ selected: key === field.value })}>${label}</option>`)}
    </select>
  </div>`;
}

/** A box to tick. */
export function checkbox(box: { id: string; name: string; value: string; label: Html | string; isTicked: boolean }): Html {
  return html`<span class="tick"
    ><input type="checkbox" id="${box.id}" name="${box.name}" value="${box.value}" ${attributes({ checked: box.isTicked })} /><label for="${box.id}"
      >${box.label}</label
    ></span
  >`;
}
