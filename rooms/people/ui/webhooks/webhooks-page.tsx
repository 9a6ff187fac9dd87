// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { addWebhook, listWebhookEvents, listWebhooks } from '../../contract.ts';
import { ShownOnce } from '../app-passwords/shown-once.tsx';
import classes from '../people.module.css';
import { webhookStates } from './webhook-words.ts';
import { WebhookFields } from './webhook-form.tsx';

type Webhook = OutputOf<typeof listWebhooks>['rows'][number];

/** Where the body sends its events. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(listWebhooks, {});
  const columns: readonly Column<Webhook>[] = [
    {
      id: 'label',
      title: 'Logiciel',
      isName: true,
      value: ({ label }) => label,
      cell: ({ id, label, state }) => (
        <>
          <HouseLink href={`/o/${organisation.slug}/webhooks/${id}`}>{label}</HouseLink>{' '}
          <Badge variant="light" color={webhookStates[state].color}>
            {webhookStates[state].label}
          </Badge>
        </>
      ),
    },
    { id: 'url', title: 'Adresse', value: ({ url }) => url },
    { id: 'events', title: 'Événements', kind: 'number', value: ({ events }) => events.length },
    { id: 'waiting', title: 'En attente', kind: 'number', value: ({ waiting }) => waiting },
    { id: 'acceptedAt', title: 'Dernier accepté', kind: 'instant', value: ({ acceptedAt }) => acceptedAt },
  ];
  return (
    <>
      <PageHeader
        title="Webhooks"
        lead="Prévenez d’autres logiciels de ce qui se passe dans la collectivité, à l’instant, par des messages signés."
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={4} />}
      {data?.rows.length === 0 && (
        <EmptyState title="Aucun webhook">Ajoutez ci-dessous l’adresse d’un logiciel, et choisissez ce qu’il doit apprendre.</EmptyState>
      )}
      {data && data.rows.length > 0 && <TableGrid caption="Webhooks de la collectivité" columns={columns} rows={data.rows} rowKey={({ id }) => id} />}
      <AddForm />
    </>
  );
}

function AddForm() {
  const { data } = useEndpoint(listWebhookEvents, {});
  const [secret, setSecret] = useState<string | null>(null);
  const form = useActForm(addWebhook, {
    initial: { label: '', url: '', events: [] as string[] },
    changes: [listWebhooks],
    guardsChanges: false,
    done: (added) => {
      setSecret(added.secret);
      form.set('label', '');
      form.set('url', '');
      form.set('events', []);
    },
  });
  return (
    <section className={classes.section} aria-labelledby="nouveau-webhook" style={{ marginTop: '2rem' }}>
      <h2 id="nouveau-webhook">Ajouter un webhook</h2>
      {secret && (
        <ShownOnce
          title="Secret de signature"
          secret={secret}
          says="Donnez-le au logiciel maintenant, pour qu’il vérifie les messages : il ne sera plus jamais affiché."
        />
      )}
      {data && (
        <Form form={form} submit="Ajouter le webhook">
          <WebhookFields events={data.rows} field={(name) => form.field(name)} />
        </Form>
      )}
    </section>
  );
}
