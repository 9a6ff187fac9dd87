// SPDX-License-Identifier: EUPL-1.2
import { Alert } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { day } from '#ui/format/day.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { listEditions, putEditionInForce, readEdition, type EditionDetail } from '../contract.ts';
import { actWords } from './edition-words.ts';

/** The second person lets a voted edition price from a day on. */
export function Page() {
  const { organisation, person } = usePlace();
  const { params } = useAddress();
  const { data, error, refetch } = useEndpoint(readEdition, { edition: params['edition'] ?? '' });
  const catalogue = `/o/${organisation.slug}/catalogue`;
  return (
    <>
      <PageHeader
        title="Mettre en vigueur"
        lead="À partir de ce jour, devis et simulateur public appliquent cette édition."
        trail={[{ label: 'Catalogue et tarifs', href: catalogue }, ...(data ? [{ label: data.label, href: `${catalogue}/${data.key}` }] : [])]}
      />
      {error && !data && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={3} />}
      {data?.proposedBy?.id === person.id && (
        <Alert color="yellow" title="Une autre personne doit le faire">
          Vous avez enregistré le vote de cette édition : sa mise en vigueur revient à quelqu’un d’autre.
        </Alert>
      )}
      {data && data.proposedBy?.id !== person.id && <ForceForm edition={data} back={`${catalogue}/${data.key}`} />}
    </>
  );
}

function ForceForm({ edition, back }: { edition: EditionDetail; back: string }) {
  const { go } = useAddress();
  const { data: editions } = useEndpoint(listEditions, {});
  const current = editions?.rows.find((row) => row.status === 'in-force' && row.validTo === null);
  const form = useActForm(putEditionInForce, {
    initial: { from: null as string | null },
    toInput: ({ from }) => ({ edition: edition.key, from: from ?? '' }),
    done: () => go(back),
  });
  return (
    <Form form={form} submit="Mettre en vigueur">
      <p>
        « {edition.label} », {actWords(edition.act)}
        {edition.proposedBy && `, vote enregistré par ${edition.proposedBy.name}`}.
      </p>
      <DayInput label="Premier jour" required {...form.field('from')} />
      {current && (
        <p className="quiet">
          « {current.label} », en vigueur depuis le {current.validFrom ? day(current.validFrom) : ''}, s’arrêtera la veille.
        </p>
      )}
    </Form>
  );
}
