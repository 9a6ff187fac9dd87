// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, MultiSelect, Switch, Textarea } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { AmountInput, FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { bodyKinds, kindLabels } from '#rooms/organisations/contract.ts';
import { changeSubscriptionSettings, readSubscriptionSettings } from '../../contract.ts';

/** Who may subscribe alone to the operator, for how long, and which riders need no council. */
export function Page() {
  const { data, error, refetch } = useEndpoint(readSubscriptionSettings, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  return (
    <>
      <PageHeader
        title="Souscriptions et avenants"
        lead="Ces réglages valent pour ce qui sera souscrit ; les conventions en cours gardent leur durée."
      />
      {data ? <SettingsForm settings={data} /> : <PageSkeleton />}
    </>
  );
}

function SettingsForm({ settings }: { settings: OutputOf<typeof readSubscriptionSettings> }) {
  const form = useActForm(changeSubscriptionSettings, { initial: settings, done: () => tellDone('Réglages enregistrés.') });
  return (
    <Form form={form} submit="Enregistrer">
      <Switch
        label="Ouvrir la souscription en ligne"
        description="Les collectivités de votre territoire choisissent leurs forfaits, lisent leur prix et confirment elles-mêmes."
        {...form.field('isOpen')}
        checked={form.values.isOpen}
      />
      <MultiSelect
        label="Natures de collectivités admises"
        description="Aucune : toutes."
        data={bodyKinds.filter((kind) => kind !== 'budget-annexe').map((kind) => ({ value: kind, label: kindLabels[kind] }))}
        {...form.field('kinds')}
      />
      <Checkbox label="Réserver aux collectivités affiliées" {...form.field('affiliatedOnly')} checked={form.values.affiliatedOnly} />
      <FrenchNumberInput label="Durée d’une convention" suffix=" ans" description="Vide : sans terme fixé." {...form.field('termYears')} />
      <AmountInput
        label="Avenant sans délibération jusqu’à"
        description="Montant de la première année. Une option acceptée rejoint alors aussitôt la convention en cours. Vide : toujours une délibération."
        {...form.field('riderCeilingCents')}
      />
      <Textarea
        label="Ce qui le permet"
        description="L’acte ou l’article, repris dans chaque avenant : délégation du conseil au maire (CGCT, art. L. 2122-22), clause de la convention…"
        autosize
        minRows={2}
        {...form.field('legalNote')}
      />
    </Form>
  );
}
