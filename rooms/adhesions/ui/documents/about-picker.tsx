// SPDX-License-Identifier: EUPL-1.2
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { usePlace } from '#ui/shell/place.ts';
import { listDossiers } from '#rooms/dossiers/contract.ts';
import { quotesToOpen } from '../../contract.ts';
import type { About } from './use-preview.ts';

type Props = { dossierType: string; about: About; setAbout: (about: About) => void };

const MADE_UP = { value: 'exemple', label: 'Données d’exemple' };

/** With whose data the preview is made: made-up ones, a dossier of that type, an accepted quote that such a dossier could follow. */
export function AboutPicker({ dossierType, about, setAbout }: Props) {
  const { may } = usePlace();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 200);
  const q = asked === (about?.label ?? MADE_UP.label) ? '' : asked.slice(0, 100);
  const dossiers = useEndpoint(listDossiers, { q, type: dossierType, size: 20 }, { keepPrevious: true });
  const opensWithQuote = dossierType !== 'adhesions.rider' && may('adhesions.conclude');
  const quotes = useEndpoint(quotesToOpen, { q }, { enabled: opensWithQuote, keepPrevious: true });
  const isTerritory = dossierType !== 'adhesions.package';
  const found: NonNullable<About>[] = [
    ...(dossiers.data?.rows ?? [])
      .filter(({ role }) => role === 'owner')
      .map(({ id, number, title }) => ({ kind: 'dossier' as const, id, label: `${number} – ${title}` })),
    ...(opensWithQuote ? (quotes.data?.rows ?? []) : [])
      .filter((quote) => quote.isTerritory === isTerritory)
      .map(({ id, number, payer }) => ({ kind: 'quote' as const, id, label: `${number} – ${payer}` })),
  ];
  const all = about && !found.some(({ id }) => id === about.id) ? [about, ...found] : found;
  const itemsOf = (kind: NonNullable<About>['kind']) => all.filter((one) => one.kind === kind).map(({ id, label }) => ({ value: id, label }));
  return (
    <Select
      label="Avec les données de"
      searchable
      allowDeselect={false}
      // The server has searched already.
      filter={({ options }) => options}
      data={[
        { group: 'Exemple', items: [MADE_UP] },
        { group: 'Dossiers', items: itemsOf('dossier') },
        { group: 'Devis acceptés', items: itemsOf('quote') },
      ].filter(({ items }) => items.length > 0)}
      value={about?.id ?? MADE_UP.value}
      onChange={(value) => setAbout(all.find(({ id }) => id === value) ?? null)}
      searchValue={typed}
      onSearchChange={setTyped}
    />
  );
}
