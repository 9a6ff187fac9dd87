// SPDX-License-Identifier: EUPL-1.2
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { count } from '../format/amount.ts';
import { meQuery } from '../session/me.ts';
import { bodiesMatching, kindLabel } from '../shell/bodies.ts';
import { HouseLink } from '../shell/house-link.tsx';
import { PageHeader } from '../shell/page-header.tsx';
import { EmptyState } from '../states/empty-state.tsx';
import classes from './bodies-page.module.css';

/** The bodies in which a person acts; the only one opens at once. */
export function Page() {
  const { data: me } = useSuspenseQuery(meQuery);
  const [words, setWords] = useState('');
  const [only] = me.mandates;
  if (only && me.mandates.length === 1) return <Navigate to="/o/$organisation" params={{ organisation: only.organisation.slug }} replace />;
  const found = bodiesMatching(me.mandates, words);
  return (
    <>
      <PageHeader
        title="Vos collectivités"
        lead="Chaque collectivité s’ouvre dans son propre onglet si vous le souhaitez : rien de l’une ne se mêle à l’autre."
      />
      {me.mandates.length === 0 && (
        <EmptyState title="Aucune collectivité ne vous a confié de mandat">
          Demandez à l’administrateur de votre collectivité, ou à votre opérateur, de vous en ouvrir un.
        </EmptyState>
      )}
      {me.mandates.length > 7 && (
        <TextInput
          label="Filtrer par nom"
          leftSection={<IconSearch size={18} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          maw={420}
          mb="md"
        />
      )}
      {me.mandates.length > 7 && (
        <p className="quiet" role="status">
          {count('collectivité', 'collectivités', found.length)}
        </p>
      )}
      <ul className={classes.bodies}>
        {found.map(({ organisation }) => (
          <li key={organisation.id}>
            <HouseLink href={`/o/${organisation.slug}`}>
              <strong>{organisation.name}</strong>
              <span>{kindLabel(organisation.kind)}</span>
            </HouseLink>
          </li>
        ))}
      </ul>
    </>
  );
}
