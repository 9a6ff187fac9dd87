// SPDX-License-Identifier: EUPL-1.2
import { Button, Card, Modal, Stack, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { Form } from '#ui/forms/form.tsx';
import { DayInput } from '#ui/forms/day-input.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { cancelLeave, changeLeave, recallLeave } from '../../contract.ts';
import { SpanFields } from '../ask/span-fields.tsx';
import { toSpan, typedFrom } from '../ask/typed-span.ts';
import { ChangePreview } from './change-preview.tsx';
import type { RequestDetails } from './request.ts';

type Act = 'change' | 'cancel' | 'recall';
const titles: Readonly<Record<Act, string>> = {
  change: 'Changer les dates',
  cancel: 'Annuler cette absence',
  recall: 'Rappeler l’agent',
};

/** What may still be done with an absence: other dates, giving it up, calling back. */
export function RequestActs({ request }: { request: RequestDetails }) {
  const [act, setAct] = useState<Act | null>(null);
  const acts: readonly Act[] = [
    ...(request.mayChange ? (['change'] as const) : []),
    ...(request.mayCancel ? (['cancel'] as const) : []),
    ...(request.mayRecall ? (['recall'] as const) : []),
  ];
  const close = (): void => setAct(null);
  if (acts.length === 0) return null;
  return (
    <Card withBorder component="section" aria-label="Ce que vous pouvez faire">
      <Title order={2} size="h3" mb="sm">
        Ce que vous pouvez faire
      </Title>
      <Stack gap="xs" align="stretch">
        {acts.map((one) => (
          <Button key={one} variant="default" onClick={() => setAct(one)}>
            {titles[one]}
          </Button>
        ))}
      </Stack>
      <Modal
        opened={act !== null}
        onClose={close}
        title={<strong>{act ? titles[act] : ''}</strong>}
        closeButtonProps={{ 'aria-label': 'Fermer' }}
        size="lg"
      >
        {act === 'change' && <Change request={request} close={close} />}
        {act === 'cancel' && <Cancel request={request} close={close} />}
        {act === 'recall' && <Recall request={request} close={close} />}
      </Modal>
    </Card>
  );
}

type Props = { request: RequestDetails; close: () => void };

function Change({ request, close }: Props) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const form = useActForm(changeLeave, {
    initial: typedFrom(request),
    toInput: (values) => ({ ...toSpan(values), id: request.id, version: request.version }),
    guardsChanges: false,
    done: ({ id, status }) => {
      close();
      tellDone(status === 'approved' ? 'Dates changées.' : 'Dates changées : la demande repart pour réponse.');
      go(`/o/${organisation.slug}/conges/demandes/${id}`);
    },
  });
  return (
    <Form form={form} submit="Demander ces dates" others={<Dismiss close={close} />}>
      <SpanFields
        value={form.values}
        change={(part) => {
          for (const [name, value] of Object.entries(part)) form.set(name as keyof typeof form.values, value); // the fields of the span
        }}
        takesHours={request.kindFacts.takesHours}
        errorAt={(field) => form.field(field).error}
      />
      <ChangePreview request={request} span={form.values} />
    </Form>
  );
}

function Cancel({ request, close }: Props) {
  const form = useActForm(cancelLeave, {
    initial: { reason: '' },
    toInput: ({ reason }) => ({ id: request.id, reason }),
    guardsChanges: false,
    done: () => {
      close();
      tellDone('Absence annulée : ce qu’elle prenait est rendu.');
    },
  });
  return (
    <Form form={form} submit="Annuler l’absence" isDangerous others={<Dismiss close={close} />}>
      <p>Ce que cette absence prenait est rendu au compteur. La personne qui répond aux demandes en est prévenue.</p>
      <Textarea label="Motif" description="Facultatif." autosize minRows={2} maxLength={1000} {...form.field('reason')} />
    </Form>
  );
}

function Recall({ request, close }: Props) {
  const form = useActForm(recallLeave, {
    initial: { fromOn: request.fromOn as string | null, reason: '' }, // emptied by whoever clears the day
    toInput: ({ fromOn, reason }) => ({ id: request.id, fromOn, reason }),
    guardsChanges: false,
    done: () => {
      close();
      tellDone('Agent rappelé : les jours qui ne sont pas pris sont rendus.');
    },
  });
  return (
    <Form form={form} submit="Rappeler l’agent" isDangerous others={<Dismiss close={close} />}>
      {request.fromOn !== request.untilOn && <DayInput label="Reprend le travail le" required {...form.field('fromOn')} />}
      <Textarea label="Motif" description="L’agent le lira." required autosize minRows={2} maxLength={1000} {...form.field('reason')} />
    </Form>
  );
}

function Dismiss({ close }: { close: () => void }) {
  return (
    <Button variant="default" onClick={close}>
      Fermer
    </Button>
  );
}
