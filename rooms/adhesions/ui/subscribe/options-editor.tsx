// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, Select } from '@mantine/core';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import ruled from '#ui/parts/ruled-list.module.css';
import type { Inputs, Offered, Ticked } from './choice.ts';

type Option = Offered['options'][number];
type Props = { options: readonly Option[]; ticked: Ticked; change: (part: Partial<Ticked>) => void };

/** The options of the tariff, each with the quantities that it asks. */
export function OptionsEditor({ options, ticked, change }: Props) {
  const toggle = ({ offer, inputs }: Option, isTicked: boolean): void => {
    const { [offer]: _, ...others } = ticked.options;
    const initial = Object.fromEntries(inputs.map(({ key, fallback, kind }) => [key, fallback ?? (kind === 'quantity' ? 1 : null)]));
    change({ options: isTicked ? { ...ticked.options, [offer]: initial } : others });
  };
  const put = (offer: string, key: string, value: number | string | null): void =>
    change({ options: { ...ticked.options, [offer]: { ...ticked.options[offer], [key]: value } } });
  return (
    <ul className={ruled.list}>
      {options.map((option) => {
        const inputs = ticked.options[option.offer];
        return (
          <li key={option.offer}>
            <Checkbox label={option.label} checked={inputs !== undefined} onChange={(event) => toggle(option, event.currentTarget.checked)} />
            {inputs && option.inputs.length > 0 && <Fields option={option} inputs={inputs} put={(key, value) => put(option.offer, key, value)} />}
          </li>
        );
      })}
    </ul>
  );
}

function Fields({ option, inputs, put }: { option: Option; inputs: Inputs; put: (key: string, value: number | string | null) => void }) {
  return (
    <div className={ruled.inputs}>
      {option.inputs.map(({ key, label, kind, unit, indivisible, options }) => {
        const value = inputs[key] ?? null;
        const named = unit ? `${label} (${unit})` : label;
        if (kind === 'choice')
          return (
            <Select
              key={key}
              label={named}
              data={options.map((one) => ({ value: one.key, label: one.label }))}
              value={value === null ? null : String(value)}
              onChange={(chosen) => put(key, chosen)}
            />
          );
        return (
          <FrenchNumberInput
            key={key}
            label={named}
            decimals={indivisible ? 0 : 3}
            value={typeof value === 'number' ? value : null}
            onChange={(typed) => put(key, typed)}
          />
        );
      })}
    </div>
  );
}
