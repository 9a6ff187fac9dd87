// SPDX-License-Identifier: EUPL-1.2
import { Button, Checkbox, Fieldset, Group, Select, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { wholeNumber } from '#ui/format/amount.ts';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { readTerritory, type PricedQuote } from '../contract.ts';
import type { Draft } from './draft.ts';
import type { Change } from './quote-editor.tsx';
import classes from './quotes.module.css';

type Props = { draft: Draft; change: Change; adhesion: string | null; counting: PricedQuote['counting'] };

/** Who joins with an EPCI, who counts, and how much data they hold. Nothing for another body. */
export function RosterEditor({ draft, change, adhesion, counting }: Props) {
  const { data } = useEndpoint(readTerritory, { body: draft.reference ?? '' }, { enabled: draft.reference !== null });
  if (!data || data.members.length === 0) return null;
  const toggle = (reference: string, isKept: boolean): void =>
    change({ leftOut: isKept ? draft.leftOut.filter((one) => one !== reference) : [...draft.leftOut, reference] });
  const verdict = (name: string): string => {
    const counted = counting?.bodies.find((body) => body.name === name);
    return counted ? (counted.isCounted ? '' : counted.isCounted === null ? ', à préciser' : ', ne compte pas') : '';
  };
  return (
    <Fieldset legend="Territoire">
      <Text size="sm" mb="xs" role="status">
        {counting
          ? `${counting.counted} comptées, ${counting.leftOut} non comptées${counting.unknown > 0 ? `, ${counting.unknown} à préciser` : ''}`
          : `${data.members.length - draft.leftOut.length} collectivités retenues`}
      </Text>
      <ul className={classes.roster}>
        {data.members.map((member) => (
          <li key={member.reference}>
            <Checkbox
              label={`${member.name} (${member.population === null ? 'population inconnue' : wholeNumber(member.population)}${verdict(member.name)})`}
              checked={!draft.leftOut.includes(member.reference)}
              onChange={(event) => toggle(member.reference, event.currentTarget.checked)}
            />
          </li>
        ))}
        {draft.added.map((body) => (
          <li key={body.id}>
            <Checkbox
              label={`${body.name}${body.population === null ? '' : ` (${wholeNumber(body.population)})`}${verdict(body.name)}`}
              checked
              onChange={() => change({ added: draft.added.filter((one) => one !== body) })}
            />
          </li>
        ))}
      </ul>
      <AddBody draft={draft} change={change} />
      {adhesion && adhesion in draft.items && (
        <Group mt="md" align="flex-end">
          <FrenchNumberInput label="Volume total de données" decimals={3} value={draft.volume} onChange={(volume) => change({ volume })} />
          <SegmentedControl
            aria-label="Unité"
            data={['Go', 'To']}
            value={draft.unit}
            onChange={(unit) => change({ unit: unit === 'Go' ? 'Go' : 'To' })}
          />
        </Group>
      )}
    </Fieldset>
  );
}

const kinds = [
  { value: 'ccas', label: 'CCAS' },
  { value: 'cias', label: 'CIAS' },
  { value: 'sirp', label: 'SIRP' },
  { value: 'sivos', label: 'SIVOS' },
  { value: 'syndicat', label: 'Syndicat' },
  { value: 'etablissement', label: 'Autre établissement' },
];

function AddBody({ draft, change }: { draft: Draft; change: Change }) {
  const [kind, setKind] = useState('ccas');
  const [name, setName] = useState('');
  const [population, setPopulation] = useState<number | null>(null);
  const add = (): void => {
    change({ added: [...draft.added, { id: `ajout-${draft.added.length + 1}-${kind}`, kind, name: name.trim(), population }] });
    setName('');
    setPopulation(null);
  };
  return (
    <Stack gap="xs" mt="md">
      <Group align="flex-end" grow preventGrowOverflow={false}>
        <Select label="Ajouter" data={kinds} value={kind} allowDeselect={false} onChange={(value) => setKind(value ?? 'ccas')} />
        <TextInput label="Nom" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <FrenchNumberInput label="Habitants desservis" value={population} onChange={setPopulation} />
        <Button variant="default" disabled={name.trim() === ''} onClick={add}>
          Ajouter
        </Button>
      </Group>
    </Stack>
  );
}
