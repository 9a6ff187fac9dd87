// SPDX-License-Identifier: EUPL-1.2
import { TextInput, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { plain } from '#ui/shell/bodies.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { listOffers } from '../contract.ts';
import classes from './home.module.css';
import { OfferLine } from './offer-line.tsx';

/** All that the operator proposes and the body does not have, by heading of its catalogue. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(listOffers, {});
  const [words, setWords] = useState('');
  const asked = plain(words).split(' ').filter(Boolean);
  const rows = (data?.rows ?? []).filter(({ title, group }) => asked.every((word) => plain(`${title} ${group}`).includes(word)));
  const groups = [...new Set(rows.map(({ group }) => group))];
  return (
    <>
      <PageHeader
        title="Services proposés"
        lead={data?.operator ? `Ce que ${data.operator} peut ouvrir à ${organisation.name}, et où en sont vos demandes.` : undefined}
        trail={[{ label: 'Accueil', href: `/o/${organisation.slug}` }]}
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={8} />}
      {data && data.rows.length === 0 && (
        <EmptyState title="Aucun service à demander">
          {data.operator
            ? 'Tout ce que propose votre opérateur vous est ouvert, ou son catalogue n’est pas encore en vigueur.'
            : 'Aucun opérateur ne sert cette collectivité.'}
        </EmptyState>
      )}
      {data && data.rows.length > 0 && (
        <TextInput
          label="Chercher un service"
          leftSection={<IconSearch size={18} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          maw={420}
          mb="lg"
        />
      )}
      <VisuallyHidden role="status">{data && `${rows.length} services`}</VisuallyHidden>
      {groups.map((group) => (
        <section key={group} className={classes.section} aria-label={group || 'Autres'}>
          <h2>{group || 'Autres'}</h2>
          <ul className={classes.offers}>
            {rows
              .filter((row) => row.group === group)
              .map((offer) => (
                <OfferLine key={offer.key} offer={offer} />
              ))}
          </ul>
        </section>
      ))}
      {data && data.rows.length > 0 && rows.length === 0 && <p className="quiet">Aucun service de ce nom.</p>}
    </>
  );
}
