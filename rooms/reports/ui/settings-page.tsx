// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, MultiSelect, TagsInput } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { changeSettings, readSettings } from '../contract.ts';
import { RoomTabs } from './room-tabs.tsx';

/** To whom the report goes. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(readSettings, {});
  return (
    <>
      <PageHeader
        title="Destinataires du rapport"
        lead="Il part chaque lundi à sept heures."
        trail={[{ label: 'Rapport hebdomadaire', href: `/o/${organisation.slug}/rapports` }]}
      />
      <RoomTabs />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={5} />}
      {data && <SettingsForm settings={data} />}
    </>
  );
}

function SettingsForm({ settings: { people, ...initial } }: { settings: OutputOf<typeof readSettings> }) {
  const form = useActForm(changeSettings, { initial, done: () => tellDone('Les destinataires sont enregistrés.') });
  const { isMailed, tellsEpci, addresses } = form.values;
  const faults = addresses.flatMap((_, index) => form.field(`addresses.${index}`).error ?? []);
  return (
    <Form form={form} submit="Enregistrer">
      <Checkbox label="Envoyer le rapport par courriel" checked={isMailed} onChange={(event) => form.set('isMailed', event.currentTarget.checked)} />
      <MultiSelect
        label="Personnes de la collectivité"
        description="Si vous ne choisissez personne : l’exécutif et les administrateurs de la collectivité."
        searchable
        disabled={!isMailed}
        data={people.map(({ mandateId, name, title }) => ({ value: mandateId, label: title ? `${name}, ${title}` : name }))}
        {...form.field('mandateIds')}
      />
      <TagsInput
        label="Autres adresses"
        description="Pour qui n’a pas de compte ici ; Entrée après chacune."
        disabled={!isMailed}
        maxTags={10}
        {...form.field('addresses')}
        error={form.field('addresses').error ?? faults[0]}
      />
      <Checkbox
        label="Montrer à notre EPCI comment va la semaine"
        description="Il lit une phrase et deux chiffres, jamais le rapport."
        checked={tellsEpci}
        onChange={(event) => form.set('tellsEpci', event.currentTarget.checked)}
      />
    </Form>
  );
}
