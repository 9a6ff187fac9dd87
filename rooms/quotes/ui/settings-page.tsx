// SPDX-License-Identifier: EUPL-1.2
import { Textarea, TextInput } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { AmountInput, FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { changeSettings, readSettings } from '../contract.ts';

/** How the operator numbers, dates and approves its quotes. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(readSettings, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  return (
    <>
      <PageHeader
        title="Réglages des devis"
        lead="Ils valent pour les devis à venir ; ceux qui existent gardent leur numéro et leur validité."
        trail={[{ label: 'Devis', href: `/o/${organisation.slug}/devis` }]}
      />
      {data ? <SettingsForm settings={data} /> : <PageSkeleton />}
    </>
  );
}

function SettingsForm({ settings }: { settings: OutputOf<typeof readSettings> }) {
  const form = useActForm(changeSettings, {
    initial: { ...settings, validityDays: settings.validityDays as number | null, linkDays: settings.linkDays as number | null },
    toInput: (values) => ({ ...values, validityDays: values.validityDays ?? 0, linkDays: values.linkDays ?? 0 }),
    done: () => tellDone('Réglages enregistrés.'),
  });
  return (
    <Form form={form} submit="Enregistrer">
      <TextInput label="Préfixe du numéro" description="« D » donne D-2026-0001." {...form.field('numberPrefix')} />
      <FrenchNumberInput label="Validité d’un devis" suffix=" jours" {...form.field('validityDays')} />
      <FrenchNumberInput
        label="Relance avant la fin de validité"
        suffix=" jours"
        description="Vide : aucune relance."
        {...form.field('reminderDays')}
      />
      <AmountInput
        label="Seconde personne au-dessus de"
        description="Montant de la première année, toutes taxes comprises. Vide : jamais demandée."
        {...form.field('approvalAboveCents')}
      />
      <FrenchNumberInput label="Durée d’un lien" suffix=" jours" {...form.field('linkDays')} />
      <Textarea label="Conditions imprimées au bas des devis" autosize minRows={4} {...form.field('terms')} />
    </Form>
  );
}
