// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { AmountInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { serviceStatusWords } from './edition-words.ts';
import { type RevisionProps, useRevision } from './use-revision.ts';

/** Adds a service: included in the adhesion or in packages, or sold at a price. */
export function AddServiceForm({ draft, content }: RevisionProps) {
  const packages = content.offers.filter((offer) => offer.kind === 'package');
  const form = useRevision(
    draft,
    {
      label: '',
      heading: content.headings[0]?.key ?? '',
      status: 'INC',
      note: '',
      packages: [] as string[],
      isSold: false,
      regime: content.taxRegimes[0]?.key ?? '',
      unit: 'an',
      cents: null as number | null,
      isOnQuote: false,
      rhythm: 'yearly',
      reason: '',
    },
    (values) => ({
      kind: 'add-service',
      label: values.label,
      heading: values.heading,
      status: statuses.find((one) => one === values.status) ?? 'INC',
      packages: values.packages,
      ...(values.note && { note: values.note }),
      ...(values.isSold && {
        offer: {
          regime: values.regime,
          unit: values.unit,
          cents: values.isOnQuote ? null : (values.cents ?? -1),
          rhythm: values.rhythm === 'once' ? 'once' : 'yearly',
        },
      }),
    }),
    {
      label: 'label',
      heading: 'heading',
      status: 'status',
      note: 'note',
      packages: 'packages',
      'offer.regime': 'regime',
      'offer.unit': 'unit',
      'offer.cents': 'cents',
      'offer.rhythm': 'rhythm',
    },
  );
  const { isSold, isOnQuote } = form.values;
  return (
    <Form form={form} submit="Ajouter le service">
      <TextInput label="Nom du service" required {...form.field('label')} />
      <NativeSelect label="Rubrique" data={content.headings.map(({ key, label }) => ({ value: key, label }))} {...form.field('heading')} />
      <NativeSelect label="Statut" data={statuses.map((value) => ({ value, label: serviceStatusWords[value] }))} {...form.field('status')} />
      {packages.length > 0 && (
        <MultiSelect
          label="Forfaits qui le contiennent"
          data={packages.map(({ key, label }) => ({ value: key, label }))}
          clearable
          {...form.field('packages')}
        />
      )}
      <TextInput label="Précision" {...form.field('note')} />
      <Checkbox label="Il est aussi vendu à part" checked={isSold} onChange={(event) => form.set('isSold', event.currentTarget.checked)} />
      {isSold && (
        <>
          <NativeSelect label="Régime de taxe" data={content.taxRegimes.map(({ key, label }) => ({ value: key, label }))} {...form.field('regime')} />
          <TextInput label="Unité" required {...form.field('unit')} />
          <NativeSelect
            label="Échéance"
            data={[
              { value: 'yearly', label: 'Chaque année' },
              { value: 'once', label: 'Une fois' },
            ]}
            {...form.field('rhythm')}
          />
          <Checkbox label="Sur devis" checked={isOnQuote} onChange={(event) => form.set('isOnQuote', event.currentTarget.checked)} />
          {!isOnQuote && <AmountInput label="Prix" required {...form.field('cents')} />}
        </>
      )}
      <TextInput label="Motif" {...form.field('reason')} />
    </Form>
  );
}

const statuses = ['INC', 'CPL', 'HM', 'GC'] as const;
