// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, TextInput } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readEdition, voteEdition, type EditionDetail } from '../contract.ts';

/** Records the act that voted a project. */
export function Page() {
  const { organisation } = usePlace();
  const { params } = useAddress();
  const { data, error, refetch } = useEndpoint(readEdition, { edition: params['edition'] ?? '' });
  const catalogue = `/o/${organisation.slug}/catalogue`;
  return (
    <>
      <PageHeader
        title="Enregistrer le vote"
        lead="Une fois l’acte enregistré, l’édition ne change plus. Une autre personne la met ensuite en vigueur."
        trail={[{ label: 'Catalogue et tarifs', href: catalogue }, ...(data ? [{ label: data.label, href: `${catalogue}/${data.key}` }] : [])]}
      />
      {error && !data && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={4} />}
      {data && <VoteForm edition={data} back={`${catalogue}/${data.key}`} />}
    </>
  );
}

function VoteForm({ edition, back }: { edition: EditionDetail; back: string }) {
  const { go } = useAddress();
  const form = useActForm(voteEdition, {
    initial: { isKnown: true, assembly: 'Comité syndical', number: '', votedOn: null as string | null, identifier: '' },
    toInput: ({ isKnown, assembly, number, votedOn, identifier }) => ({
      edition: edition.key,
      revision: edition.revision,
      act: isKnown
        ? { known: true as const, assembly, number, votedOn: votedOn ?? '', ...(identifier && { identifier }) }
        : { known: false as const },
    }),
    fieldNames: { 'act.assembly': 'assembly', 'act.number': 'number', 'act.votedOn': 'votedOn', 'act.identifier': 'identifier' },
    done: () => go(back),
  });
  const { isKnown } = form.values;
  return (
    <Form form={form} submit="Enregistrer le vote">
      <p>
        Version {edition.revision} du projet « {edition.label} ».
      </p>
      <Checkbox
        label="L’acte n’est pas communiqué"
        description="Pour enregistrer un tarif ancien dont la délibération manque ; rien n’est alors inventé."
        checked={!isKnown}
        onChange={(event) => form.set('isKnown', !event.currentTarget.checked)}
      />
      {isKnown && (
        <>
          <TextInput label="Assemblée" required {...form.field('assembly')} />
          <TextInput label="Numéro de l’acte" required {...form.field('number')} />
          <DayInput label="Jour du vote" required {...form.field('votedOn')} />
          <TextInput label="Identifiant de télétransmission" description="S’il est connu." {...form.field('identifier')} />
        </>
      )}
    </Form>
  );
}
