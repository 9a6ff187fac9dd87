// SPDX-License-Identifier: EUPL-1.2
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { type MandateOfMe, meQuery } from '#ui/session/me.ts';
import { bodiesMatching, kindLabel } from '#ui/shell/bodies.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readMyHome } from '../contract.ts';
import { Desk } from './desk.tsx';
import { type Home, isOnlyElected } from './home-words.ts';
import classes from './home.module.css';

const FILTERED_FROM = 13;

/** What a person finds in all their bodies at once; whoever serves one alone is led there. */
export function Page() {
  const { data: me } = useSuspenseQuery(meQuery);
  const [only] = me.mandates;
  const bodies = new Set(me.mandates.map(({ organisation }) => organisation.id));
  if (only && bodies.size === 1) return <Navigate to="/o/$organisation" params={{ organisation: only.organisation.slug }} replace />;
  if (!only)
    return (
      <>
        <PageHeader title="Bonjour" tab="Accueil" />
        <EmptyState title="Aucune collectivité ne vous a confié de mandat">
          Demandez à l’administrateur de votre collectivité, ou à votre opérateur, de vous en ouvrir un.
        </EmptyState>
      </>
    );
  return <Several mandates={me.mandates} />;
}

function Several({ mandates }: { mandates: readonly MandateOfMe[] }) {
  const { data: home, error, refetch } = useEndpoint(readMyHome, {});
  if (!home)
    return (
      <>
        <PageHeader title="Bonjour" tab="Accueil" />
        {error ? <LoadError error={error} retry={() => void refetch()} /> : <Lines count={6} />}
      </>
    );
  const isElected = isOnlyElected(mandates);
  return (
    <>
      <Desk home={home} slug={null} isElected={isElected}>
        <Bodies mandates={mandates} home={home} />
      </Desk>
      {isElected && <Bodies mandates={mandates} home={home} />}
    </>
  );
}

function Bodies({ mandates, home }: { mandates: readonly MandateOfMe[]; home: Home }) {
  const [words, setWords] = useState('');
  const found = bodiesMatching(oncePerBody(mandates), words);
  return (
    <section className={classes.section} aria-labelledby="collectivites">
      <h2 id="collectivites">Vos collectivités</h2>
      {mandates.length >= FILTERED_FROM && (
        <TextInput
          label="Filtrer par nom"
          leftSection={<IconSearch size={18} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          maw={420}
        />
      )}
      <ul className={classes.bodies}>
        {found.map(({ organisation }) => {
          const waiting = home.toDo.filter(({ organisationId }) => organisationId === organisation.id).length;
          return (
            <li key={organisation.id}>
              <HouseLink href={`/o/${organisation.slug}`}>
                <strong>{organisation.name}</strong>
                <span>{[kindLabel(organisation.kind), waiting > 0 && `${waiting} à traiter`].filter(Boolean).join(' · ')}</span>
              </HouseLink>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Somebody may hold two mandates in one body. */
function oncePerBody(mandates: readonly MandateOfMe[]): readonly MandateOfMe[] {
  return mandates.filter(({ organisation }, index) => mandates.findIndex((other) => other.organisation.id === organisation.id) === index);
}
