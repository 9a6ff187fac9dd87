// SPDX-License-Identifier: EUPL-1.2
import { Card, NativeSelect, Textarea, Title } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { changeHealth } from '../../contract.ts';
import type { RequestDetails } from './request.ts';

type NoWaiting = NonNullable<RequestDetails['health']>['noWaiting'];

const reasons: Readonly<Record<NonNullable<NoWaiting>, string>> = {
  prolongation: 'Non : prolongation d’un arrêt',
  'within-48-hours': 'Non : reprise de moins de 48 heures, même cause',
  'long-illness': 'Non : affection de longue durée, déjà comptée',
  service: 'Non : accident de service ou maladie professionnelle',
  pregnancy: 'Non : grossesse déclarée',
  'child-death': 'Non : décès d’un enfant',
};

/** Whether the waiting day applies to an illness: typed by whoever treats it, read by the agent, taken to payroll. */
export function WaitingDay({ request }: { request: RequestDetails }) {
  const { may, holds } = usePlace();
  if (!request.health || !request.kindFacts.hasWaitingDay) return null;
  return (
    <Card withBorder component="section" aria-label="Jour de carence">
      <Title order={2} size="h3" mb="sm">
        Jour de carence
      </Title>
      {may('leave.treat-medical') && holds('conges') ? (
        <Fields key={request.version} request={request} health={request.health} />
      ) : (
        <p>{request.health.noWaiting ? reasons[request.health.noWaiting] : 'Il s’applique.'}</p>
      )}
    </Card>
  );
}

function Fields({ request, health }: { request: RequestDetails; health: NonNullable<RequestDetails['health']> }) {
  const form = useActForm(changeHealth, {
    initial: { noWaiting: health.noWaiting ?? '', note: health.note },
    // The options below, and none.
    toInput: ({ noWaiting, note }) => ({ id: request.id, noWaiting: (noWaiting || null) as NoWaiting, note }),
    guardsChanges: false,
    done: () => tellDone('C’est enregistré : l’export de paie en tient compte.'),
  });
  return (
    <Form form={form} submit="Enregistrer">
      <NativeSelect
        label="S’applique-t-il ?"
        {...form.field('noWaiting')}
        data={[{ value: '', label: 'Oui' }, ...Object.entries(reasons).map(([value, label]) => ({ value, label }))]}
      />
      <Textarea
        label="Note"
        description="Lue par l’agent et par qui traite les arrêts."
        autosize
        minRows={2}
        maxLength={500}
        {...form.field('note')}
      />
    </Form>
  );
}
