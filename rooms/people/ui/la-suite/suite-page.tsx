// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { addSuiteService, listSuiteServices, suiteKindNames, type SuiteService } from '../../contract.ts';
import { Copyable } from '../applications/copyable.tsx';
import classes from '../people.module.css';
import { SecretOnce } from '../secret-once.tsx';
import { ServiceFields } from './service-fields.tsx';
import { contentOf, fieldNames, valuesOf } from './service-values.ts';

type Drawn = { number: number; key: string };

/** The applications of La Suite territoriale that the operator opens, how to add one, and what to copy into them. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(listSuiteServices, {});
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="La Suite territoriale"
        lead="Les applications de La Suite (fichiers, messagerie, agendas…) demandent ici qui peut entrer et combien de place il a."
      />
      <section className={classes.section} aria-labelledby="applications">
        <h2 id="applications">Applications</h2>
        {data.rows.length === 0 ? (
          <EmptyState title="Aucune application">Ajoutez-en une ci-dessous, puis ouvrez-la aux collectivités de votre territoire.</EmptyState>
        ) : (
          <TableGrid caption="Applications de La Suite" columns={columnsFor(organisation.slug)} rows={data.rows} rowKey={({ id }) => id} />
        )}
      </section>
      <Addition />
      <section className={classes.section} aria-labelledby="adresses">
        <h2 id="adresses">Adresses à recopier</h2>
        <dl className={classes.facts}>
          <dt>Question des droits</dt>
          <dd>
            <Copyable value={data.entitlementsUrl} label="adresse de la question des droits" />
          </dd>
          <dt>Services de la gaufre</dt>
          <dd>
            <Copyable value={data.launcherUrl} label="adresse des services de la gaufre" />
          </dd>
          <dt>Lanceur à poser dans un site</dt>
          <dd>
            <Copyable value={`<script src="${data.scriptUrl}" data-operator="${organisation.id}" async></script>`} label="balise du lanceur" />
          </dd>
        </dl>
      </section>
    </>
  );
}

function Addition() {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  return (
    <section className={classes.section} aria-labelledby="ajouter">
      <h2 id="ajouter">Ajouter une application</h2>
      {drawn && (
        <SecretOnce
          title="Clé de l’application"
          says={`Elle n’est montrée qu’une fois. Numéro de service (service_id) : ${drawn.number}.`}
          secret={drawn.key}
        />
      )}
      <AdditionForm key={drawn?.number} onDrawn={setDrawn} />
    </section>
  );
}

function AdditionForm({ onDrawn }: { onDrawn: (drawn: Drawn) => void }) {
  const form = useActForm(addSuiteService, { initial: valuesOf(), toInput: contentOf, fieldNames, changes: [listSuiteServices], done: onDrawn });
  return (
    <Form form={form} submit="Ajouter l’application">
      <ServiceFields form={form} />
    </Form>
  );
}

function columnsFor(slug: string): readonly Column<SuiteService>[] {
  return [
    {
      id: 'name',
      title: 'Application',
      isName: true,
      value: ({ name }) => name,
      cell: ({ id, name, hasKey }) => (
        <>
          <HouseLink href={`/o/${slug}/la-suite/${id}`}>{name}</HouseLink>{' '}
          {!hasKey && (
            <Badge variant="light" color="yellow">
              Sans clé
            </Badge>
          )}
        </>
      ),
    },
    { id: 'kind', title: 'Genre', value: ({ kind }) => suiteKindNames[kind] },
    { id: 'number', title: 'Numéro', kind: 'number', value: ({ number }) => number },
    { id: 'bodies', title: 'Collectivités', kind: 'number', value: ({ bodies }) => bodies },
  ];
}
