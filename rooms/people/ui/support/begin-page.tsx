// SPDX-License-Identifier: EUPL-1.2
import { Alert, Select, Textarea } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { BodyPicker, type PickedBody } from '#rooms/organisations/parts.tsx';
import { beginSupport, LEAST_REASON, listSupportable, SUPPORT_LASTS } from '../../contract.ts';

const durations = [15, 30, 60, 120, 240].map((minutes) => ({
  value: String(minutes),
  label: minutes < 60 ? `${minutes} minutes` : `${minutes / 60} h`,
}));
const NOBODY = '00000000-0000-7000-8000-000000000000';

/** Whom to help, why, and for how long. */
export function Page() {
  const { organisation } = usePlace();
  const [body, setBody] = useState<PickedBody | null>(null);
  const { data } = useEndpoint(listSupportable, { body: body?.id ?? NOBODY }, { enabled: body !== null });
  const form = useActForm(beginSupport, {
    initial: { body: '', person: '', reason: '', minutes: String(SUPPORT_LASTS) },
    toInput: ({ minutes, ...rest }) => ({ ...rest, minutes: Number(minutes) }),
    guardsChanges: false,
    // Everything on screen was the technician's: the page begins anew in the person's name.
    done: ({ slug }) => window.location.assign(`/o/${slug}`),
  });
  const choose = (chosen: PickedBody | null): void => {
    setBody(chosen);
    form.set('body', chosen?.id ?? '');
    form.set('person', '');
  };
  return (
    <>
      <PageHeader title="Assister quelqu’un" trail={[{ label: 'Assistance aux membres', href: `/o/${organisation.slug}/support` }]} />
      <Form form={form} submit="Commencer l’assistance">
        <Alert icon={<IconInfoCircle aria-hidden />} color="blue" title="La personne et les administrateurs de sa collectivité sont avertis aussitôt">
          Ils peuvent y mettre fin à tout moment. Tout ce que vous ferez est journalisé sous vos deux noms. Les moyens de connexion, les rôles, les
          messages et les signatures de la personne vous restent fermés.
        </Alert>
        <BodyPicker label="Collectivité" required inTerritory value={body} onChange={choose} error={form.field('body').error} />
        <Select
          label="Personne"
          required
          searchable
          disabled={body === null}
          placeholder={body === null ? 'Choisissez d’abord la collectivité' : 'Nom ou fonction'}
          data={(data?.rows ?? []).map(({ id, name, title }) => ({ value: id, label: `${name}, ${title}` }))}
          nothingFoundMessage="Personne de ce nom n’exerce de fonction aujourd’hui."
          {...form.field('person')}
        />
        <Textarea
          label="Motif"
          required
          autosize
          minRows={2}
          description={`${LEAST_REASON} caractères au moins : la personne le lira. Par exemple « Appel du 21 novembre : la messagerie ne s’ouvre plus ».`}
          {...form.field('reason')}
        />
        <Select label="Durée" allowDeselect={false} data={durations} {...form.field('minutes')} />
      </Form>
    </>
  );
}
