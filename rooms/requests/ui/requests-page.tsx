// SPDX-License-Identifier: EUPL-1.2
import { Button, Card, Modal, Pagination, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { dayInWords, dayOf } from '#ui/format/day.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { Steps } from '#ui/parts/steps.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { cancelRequest, followRequests } from '../contract.ts';

type Row = OutputOf<typeof followRequests>['rows'][number];
const SIZE = 10;

/** What the body asked for, each request on one line from the first word to the open service. */
export function Page() {
  const { organisation } = usePlace();
  const { query, setQuery } = useAddress();
  const page = Math.max(Number(query['page'] ?? 1) || 1, 1);
  const { data, error, refetch } = useEndpoint(followRequests, { page, size: SIZE }, { keepPrevious: true });
  const [given, setGiven] = useState<Row | null>(null);
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const services = `/o/${organisation.slug}/services`;
  const ask = (
    <Button component={HouseLink} href={services}>
      Demander un service
    </Button>
  );
  return (
    <>
      <PageHeader title="Mes demandes" lead="Où en est chaque service demandé à votre opérateur, du premier mot à l’ouverture." actions={ask} />
      {data.rows.length === 0 && <EmptyState title="Aucune demande">Demandez un service ou une option : son suivi s’affichera ici.</EmptyState>}
      <Stack gap="md">
        {data.rows.map((row) => (
          <Card key={row.id} withBorder component="article" aria-label={row.title}>
            <Title order={2} size="h4">
              {row.title}
            </Title>
            <Text size="sm" c="dimmed" mb="xs">
              Demandé le {dayInWords(dayOf(row.askedAt))} par {row.askedByName}
              {row.message && ` : « ${row.message} »`}
            </Text>
            {row.steps.length > 0 && (
              <Steps
                label={`Suivi : ${row.title}`}
                steps={row.steps.map(({ label, state, detail, href }) => ({ label, state, ...(detail && { detail }), ...(href && { href }) }))}
              />
            )}
            <Text mt="xs">{row.says}</Text>
            {row.cancel === 'cancel' && (
              <div>
                <Button variant="subtle" color="gray" size="sm" aria-label={`Renoncer : ${row.title}`} onClick={() => setGiven(row)}>
                  Renoncer
                </Button>
              </div>
            )}
            {row.cancel === 'withdraw' && (
              <Text size="sm">
                <HouseLink href={services}>La retirer depuis les services proposés</HouseLink>
              </Text>
            )}
          </Card>
        ))}
      </Stack>
      {data.total > SIZE && (
        <Pagination
          mt="lg"
          total={Math.ceil(data.total / SIZE)}
          value={page}
          onChange={(next) => setQuery({ page: String(next) })}
          getItemProps={(number) => ({ 'aria-label': `Page ${number}` })}
          getControlProps={(control) => ({ 'aria-label': control === 'next' ? 'Page suivante' : 'Page précédente' })}
        />
      )}
      {given && <GiveUp row={given} close={() => setGiven(null)} />}
    </>
  );
}

function GiveUp({ row, close }: { row: Row; close: () => void }) {
  const form = useActForm(cancelRequest, {
    initial: { reason: '' },
    toInput: ({ reason }) => ({ id: row.id, reason }),
    guardsChanges: false,
    done: () => {
      close();
      tellDone('Demande abandonnée : le devis est retiré.');
    },
  });
  return (
    <Modal opened onClose={close} title={<strong>Renoncer : {row.title}</strong>} closeButtonProps={{ 'aria-label': 'Fermer' }}>
      <Form form={form} submit="Renoncer à cette demande">
        <Textarea label="Motif" description="Votre opérateur le lira." required autosize minRows={2} data-autofocus {...form.field('reason')} />
      </Form>
    </Modal>
  );
}
