// SPDX-License-Identifier: EUPL-1.2
import { NativeSelect, TextInput } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { draftEdition, listEditions, type EditionSummary } from '../contract.ts';
import { statusWords } from './edition-words.ts';

/** Opens a project that begins as a copy of an edition. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(listEditions, {});
  return (
    <>
      <PageHeader
        title="Préparer un projet"
        lead="Le projet commence comme une copie exacte ; rien ne change pour personne avant son vote et sa mise en vigueur."
        trail={[{ label: 'Catalogue et tarifs', href: `/o/${organisation.slug}/catalogue` }]}
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={3} />}
      {data && <DraftForm editions={data.rows} />}
    </>
  );
}

function DraftForm({ editions }: { editions: readonly EditionSummary[] }) {
  const { organisation } = usePlace();
  const { query, go } = useAddress();
  const current = editions.find((edition) => edition.key === query['base']) ?? editions.find((edition) => edition.isPricingToday) ?? editions[0];
  const form = useActForm(draftEdition, {
    initial: { basedOn: current?.key ?? '', label: '' },
    done: ({ key }) => go(`/o/${organisation.slug}/catalogue/${key}`),
  });
  return (
    <Form form={form} submit="Ouvrir le projet">
      <NativeSelect
        label="À partir de"
        data={editions.map(({ key, label, status }) => ({ value: key, label: `${label} (${statusWords[status].toLowerCase()})` }))}
        {...form.field('basedOn')}
      />
      <TextInput label="Nom du projet" placeholder="Catalogue 2027" required {...form.field('label')} />
    </Form>
  );
}
