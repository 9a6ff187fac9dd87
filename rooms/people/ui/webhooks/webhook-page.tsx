// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Checkbox, Group } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { NotFound } from '#ui/states/not-found.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import {
  changeWebhook,
  deleteWebhook,
  listDeliveries,
  listWebhookEvents,
  listWebhooks,
  renewWebhookSecret,
  replayDelivery,
  replaySince,
  tryWebhook,
} from '../../contract.ts';
import { ShownOnce } from '../app-passwords/shown-once.tsx';
import classes from '../people.module.css';
import { WebhookFields } from './webhook-form.tsx';
import { deliveryStates, webhookStates } from './webhook-words.ts';

type Webhook = OutputOf<typeof listWebhooks>['rows'][number];
type Delivery = OutputOf<typeof listDeliveries>['rows'][number];

const columns: readonly Column<Delivery>[] = [
  {
    id: 'event',
    title: 'Événement',
    isName: true,
    value: ({ label }) => label,
    cell: ({ label, state }) => (
      <>
        {label}{' '}
        <Badge variant="light" color={deliveryStates[state].color}>
          {deliveryStates[state].label}
        </Badge>
      </>
    ),
  },
  { id: 'createdAt', title: 'Écrit', kind: 'instant', value: ({ createdAt }) => createdAt },
  { id: 'attempts', title: 'Essais', kind: 'number', value: ({ attempts }) => attempts },
  {
    id: 'answer',
    title: 'Réponse',
    value: ({ lastStatus, lastMs, lastAnswer }) =>
      [lastStatus, lastMs === null ? null : `${lastMs} ms`, lastAnswer?.slice(0, 120)].filter(Boolean).join(', '),
  },
];

/** One webhook: its journal, what it sends, how to send again. */
export function Page() {
  const { params } = useAddress();
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(listWebhooks, {});
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Lines count={6} />;
  const webhook = data.rows.find(({ id }) => id === params['id']);
  if (!webhook) return <NotFound />;
  return (
    <>
      <PageHeader
        title={webhook.label}
        lead={`${webhookStates[webhook.state].label} : ${webhook.url}`}
        trail={[{ label: 'Webhooks', href: `/o/${organisation.slug}/webhooks` }]}
      />
      <Journal webhook={webhook} />
      <Replay webhook={webhook} />
      <ChangeForm key={webhook.id} webhook={webhook} />
      <Ends webhook={webhook} />
    </>
  );
}

function Journal({ webhook: { id } }: { webhook: Webhook }) {
  const { data, error, refetch } = useEndpoint(listDeliveries, { id, page: 1, size: 50 });
  const attempt = useAct(tryWebhook, {
    changes: [listDeliveries, listWebhooks],
    done: () => tellDone('L’essai part dans quelques secondes : rafraîchissez le journal.'),
  });
  const again = useAct(replayDelivery, { changes: [listDeliveries], done: () => tellDone('Le message est renvoyé.') });
  return (
    <section className={classes.section} aria-labelledby="journal">
      <h2 id="journal">Journal des envois</h2>
      <Group mb="md">
        <Button loading={attempt.isPending} onClick={() => attempt.mutate({ id }, { onError: tellRefusal })}>
          Envoyer un essai
        </Button>
        <Button variant="default" onClick={() => void refetch()}>
          Rafraîchir
        </Button>
      </Group>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {data?.rows.length === 0 && <EmptyState title="Rien n’a encore été envoyé">Envoyez un essai pour vérifier que le logiciel répond.</EmptyState>}
      {data && data.rows.length > 0 && (
        <TableGrid
          caption="Derniers envois"
          columns={columns}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowActions={(row) => (
            <Button
              variant="default"
              size="sm"
              aria-label={`Renvoyer : ${row.label}`}
              onClick={() => again.mutate({ id, delivery: row.id }, { onError: tellRefusal })}
            >
              Renvoyer
            </Button>
          )}
        />
      )}
    </section>
  );
}

function Replay({ webhook: { id } }: { webhook: Webhook }) {
  const form = useActForm(replaySince, {
    initial: { since: null as string | null },
    changes: [listDeliveries, listWebhooks],
    guardsChanges: false,
    toInput: ({ since }) => ({
      id,
      since: since === null ? '' : new Date(`${since}T00:00:00`).toISOString(),
    }),
    done: ({ count }) => tellDone(count === 0 ? 'Aucun événement depuis ce jour.' : `${count} messages sont renvoyés.`),
  });
  return (
    <section className={classes.section} aria-labelledby="rejouer">
      <h2 id="rejouer">Renvoyer tout depuis un jour</h2>
      <Form form={form} submit="Tout renvoyer">
        <DayInput label="Depuis le" description="Trente jours au plus, ceux d’une pause compris." required {...form.field('since')} />
      </Form>
    </section>
  );
}

function ChangeForm({ webhook }: { webhook: Webhook }) {
  const { data } = useEndpoint(listWebhookEvents, {});
  const form = useActForm(changeWebhook, {
    initial: { id: webhook.id, label: webhook.label, url: webhook.url, events: webhook.events, isPaused: webhook.state === 'paused' },
    changes: [listWebhooks],
    done: () => tellDone(webhook.state === 'failed' ? 'Le webhook est rouvert.' : 'Le webhook est modifié.'),
  });
  return (
    <section className={classes.section} aria-labelledby="modifier">
      <h2 id="modifier">{webhook.state === 'failed' ? 'Modifier et rouvrir' : 'Modifier'}</h2>
      {data && (
        <Form form={form} submit={webhook.state === 'failed' ? 'Rouvrir' : 'Enregistrer'}>
          <WebhookFields events={data.rows} field={(name) => form.field(name)} />
          <Checkbox label="En pause" checked={form.values.isPaused} onChange={(event) => form.set('isPaused', event.currentTarget.checked)} />
        </Form>
      )}
    </section>
  );
}

function Ends({ webhook: { id, label } }: { webhook: Webhook }) {
  const confirm = useConfirm();
  const { go } = useAddress();
  const { organisation } = usePlace();
  const [secret, setSecret] = useState<string | null>(null);
  const renew = useAct(renewWebhookSecret, { changes: [listWebhooks], done: (drawn) => setSecret(drawn.secret) });
  const remove = useAct(deleteWebhook, { changes: [listWebhooks], done: () => void go(`/o/${organisation.slug}/webhooks`) });
  const ask = async (): Promise<void> => {
    const isSure = await confirm({
      title: `Supprimer le webhook « ${label} » ?`,
      says: 'Plus rien ne lui sera envoyé, et son journal sera effacé.',
      act: 'Supprimer',
      isDangerous: true,
    });
    if (isSure) remove.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <section className={classes.section} aria-labelledby="secret">
      <h2 id="secret">Secret et suppression</h2>
      {secret && (
        <ShownOnce
          title="Nouveau secret"
          secret={secret}
          says="Pendant un jour, les messages portent aussi la signature de l’ancien. Ce secret ne sera plus jamais affiché."
        />
      )}
      <Group>
        <Button variant="default" onClick={() => renew.mutate({ id }, { onError: tellRefusal })}>
          Tirer un nouveau secret
        </Button>
        <Button variant="outline" color="red" onClick={() => void ask()}>
          Supprimer le webhook
        </Button>
      </Group>
    </section>
  );
}
