// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, Group, Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { AmountInput, FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { findBodies, readTerritory } from '../contract.ts';
import type { Draft } from './draft.ts';
import type { Change } from './quote-editor.tsx';

/** The body that a quote is for, and what the register does not know of it. */
export function BodyPicker({ draft, change, adhesion }: { draft: Draft; change: Change; adhesion: string | null }) {
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), 200);
  const found = useEndpoint(findBodies, { q: words }, { enabled: words.length >= 2, keepPrevious: true });
  const chosen = useEndpoint(readTerritory, { body: draft.reference ?? '' }, { enabled: draft.reference !== null });
  const bodies = [...(chosen.data ? [chosen.data.body] : []), ...(found.data?.bodies ?? [])];
  const options = [...new Map(bodies.map((body) => [body.reference, body])).values()].map((body) => ({
    value: body.reference,
    label: [body.name, body.kindLabel, body.department].filter(Boolean).join(' · ') + (body.isInTerritory ? '' : ' · hors territoire'),
  }));
  const isEpci = (chosen.data?.members.length ?? 0) > 0;
  const choose = (reference: string | null): void => {
    const items = adhesion !== null && Object.keys(draft.items).length === 0 ? { [adhesion]: { forRoster: false, inputs: {} } } : draft.items;
    const body = bodies.find((one) => one.reference === reference);
    const isTerritory = body !== undefined && ['cc', 'ca', 'cu', 'metropole'].includes(body.kind);
    change({ reference, leftOut: [], added: [], edits: {}, items: isTerritory ? items : draft.items });
  };
  return (
    <Stack gap="sm">
      <Select
        label="Collectivité"
        placeholder="Nom, SIREN ou code INSEE"
        searchable
        clearable
        data={options}
        value={draft.reference}
        onChange={choose}
        onSearchChange={setTyped}
        filter={({ options: all }) => all}
        nothingFoundMessage={words.length < 2 ? 'Saisissez au moins deux caractères' : 'Aucune collectivité'}
      />
      {draft.reference && (
        <>
          <Group grow align="flex-end">
            <FrenchNumberInput label="Agents" value={draft.agents} onChange={(agents) => change({ agents })} />
            <AmountInput label="Budget annuel" value={draft.budgetCents} onChange={(budgetCents) => change({ budgetCents })} />
          </Group>
          <Group>
            <Checkbox
              label="Non affiliée au centre de gestion"
              checked={!draft.isAffiliated}
              onChange={(event) => change({ isAffiliated: !event.currentTarget.checked })}
            />
            <Checkbox
              label="Hébergée par une autre"
              checked={draft.isHosted}
              onChange={(event) => change({ isHosted: event.currentTarget.checked })}
            />
            {adhesion && !isEpci && (
              <Checkbox
                label="Couverte par l’adhésion de son EPCI"
                checked={draft.isMember}
                onChange={(event) => change({ isMember: event.currentTarget.checked })}
              />
            )}
          </Group>
        </>
      )}
    </Stack>
  );
}
