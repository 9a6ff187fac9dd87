// SPDX-License-Identifier: EUPL-1.2
import { NativeSelect, TextInput } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { type RevisionProps, useRevision } from './use-revision.ts';

/** Removes a service; with it go its prices and its included volumes. */
export function RemoveServiceForm({ draft, content }: RevisionProps) {
  const form = useRevision(draft, { service: '', reason: '' }, ({ service }) => ({ kind: 'remove-service', service }), { service: 'service' });
  const sold = content.offers.filter((offer) => offer.services.length > 0 && offer.services.every((service) => service === form.values.service));
  return (
    <Form form={form} submit="Retirer le service" isDangerous>
      <NativeSelect
        label="Service"
        required
        data={[{ value: '', label: 'Choisir…' }, ...content.services.map(({ key, label }) => ({ value: key, label }))]}
        {...form.field('service')}
      />
      {sold.length > 0 && <p>Avec lui disparaissent les offres : {sold.map(({ label }) => label).join(', ')}.</p>}
      <TextInput label="Motif" {...form.field('reason')} />
    </Form>
  );
}
