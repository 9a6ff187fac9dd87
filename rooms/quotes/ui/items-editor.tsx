// SPDX-License-Identifier: EUPL-1.2
import { Accordion, Badge, Checkbox, Select, Textarea } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { AmountInput, FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import ruled from '#ui/parts/ruled-list.module.css';
import { readTerritory, type OfferedItem } from '../contract.ts';
import type { Draft } from './draft.ts';
import type { Change } from './quote-editor.tsx';

const groups = [
  { value: 'main', label: 'Adhésion et forfaits', kinds: ['adhesion', 'package'] },
  { value: 'complement', label: 'Compléments de l’adhésion', kinds: ['complement'] },
  { value: 'service', label: 'Prestations à la carte et options', kinds: ['service', 'option'] },
] as const;

/** What can be asked, group by group, each offer with what it takes to price it. */
export function ItemsEditor({ draft, change, items }: { draft: Draft; change: Change; items: readonly OfferedItem[] }) {
  const territory = useEndpoint(readTerritory, { body: draft.reference ?? '' }, { enabled: draft.reference !== null });
  const isEpci = (territory.data?.members.length ?? 0) > 0;
  const toggle = (key: string, isTicked: boolean): void => {
    const { [key]: _, ...others } = draft.items;
    const offer = items.find((item) => item.key === key);
    change({ items: isTicked ? { ...draft.items, [key]: { forRoster: isEpci && offer?.kind === 'package', inputs: {} } } : others });
  };
  return (
    <Accordion multiple defaultValue={['main']} variant="separated">
      {groups.map(({ value, label, kinds }) => {
        const those = items.filter(({ kind }) => kinds.some((one) => one === kind));
        const chosen = those.filter(({ key }) => key in draft.items).length;
        if (those.length === 0) return null;
        return (
          <Accordion.Item key={value} value={value}>
            <Accordion.Control>
              {label} {chosen > 0 && <Badge>{chosen}</Badge>}
            </Accordion.Control>
            <Accordion.Panel>
              <ul className={ruled.list}>
                {those.map((item) => (
                  <li key={item.key}>
                    <Checkbox
                      label={item.label}
                      checked={item.key in draft.items}
                      onChange={(event) => toggle(item.key, event.currentTarget.checked)}
                    />
                    {item.key in draft.items && <Inputs draft={draft} change={change} item={item} isEpci={isEpci} />}
                  </li>
                ))}
              </ul>
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}

function Inputs({ draft, change, item, isEpci }: { draft: Draft; change: Change; item: OfferedItem; isEpci: boolean }) {
  const asked = draft.items[item.key] ?? { forRoster: false, inputs: {} };
  const set = (part: Partial<typeof asked>): void => change({ items: { ...draft.items, [item.key]: { ...asked, ...part } } });
  const put = (key: string, value: number | string | null): void => set({ inputs: { ...asked.inputs, [key]: value } });
  const inputs = item.inputs.filter(({ key }) => item.kind !== 'adhesion' || key !== 'volume');
  if (inputs.length === 0 && !(isEpci && item.kind !== 'adhesion')) return null;
  return (
    <div className={ruled.inputs}>
      {inputs.map((input) => {
        const value = asked.inputs[input.key] ?? input.fallback;
        const label = input.unit && input.kind !== 'amount' ? `${input.label} (${input.unit})` : input.label;
        if (input.kind === 'choice')
          return (
            <Select
              key={input.key}
              label={label}
              data={input.options.map((option) => ({ value: option.key, label: option.label }))}
              value={value === null ? null : String(value)}
              onChange={(chosen) => put(input.key, chosen)}
            />
          );
        if (input.kind === 'text')
          return (
            <Textarea
              key={input.key}
              label={label}
              autosize
              value={value === null ? '' : String(value)}
              onChange={(event) => put(input.key, event.currentTarget.value)}
            />
          );
        const number = typeof value === 'number' ? value : null;
        return input.kind === 'amount' ? (
          <AmountInput key={input.key} label={label} value={number} onChange={(cents) => put(input.key, cents)} />
        ) : (
          <FrenchNumberInput
            key={input.key}
            label={label}
            decimals={input.indivisible ? 0 : 3}
            value={number}
            onChange={(typed) => put(input.key, typed)}
          />
        );
      })}
      {isEpci && item.kind !== 'adhesion' && (
        <Checkbox
          label="Pour chaque collectivité retenue"
          checked={asked.forRoster}
          onChange={(event) => set({ forRoster: event.currentTarget.checked })}
        />
      )}
    </div>
  );
}
