// SPDX-License-Identifier: EUPL-1.2
import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { addMachine, type Machine } from '../contract.ts';
import { Enrolment } from './enrolment.tsx';
import { kindWords } from './words.ts';

/** Adds a machine, then says how it enrols. */
export function Page() {
  const { organisation } = usePlace();
  const [added, setAdded] = useState<OutputOf<typeof addMachine> | null>(null);
  const initial: { label: string; kind: Machine['kind'] } = { label: '', kind: 'workstation' };
  const form = useActForm(addMachine, { initial, done: setAdded });
  return (
    <>
      <PageHeader
        title="Ajouter une machine"
        lead="Donnez-lui un nom que tout le monde reconnaît : « Accueil », « Serveur de la mairie »."
        trail={[{ label: 'Sauvegardes', href: `/o/${organisation.slug}/sauvegardes` }]}
      />
      {added ? (
        <Enrolment invitation={added} />
      ) : (
        <Form form={form} submit="Ajouter la machine">
          <TextInput label="Nom de la machine" required maxLength={80} {...form.field('label')} />
          <Select
            label="Sorte"
            required
            allowDeselect={false}
            data={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
            {...form.field('kind')}
          />
        </Form>
      )}
    </>
  );
}
