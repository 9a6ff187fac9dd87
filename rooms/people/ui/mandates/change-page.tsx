// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { changeMandate, readMandate } from '../../contract.ts';
import { MandateFields, type MandateValues } from './mandate-fields.tsx';

type Mandate = OutputOf<typeof readMandate>;

/** Changes a mandate. */
export function Page() {
  const { params } = useAddress();
  const { data, error, refetch } = useEndpoint(readMandate, { id: params['id'] ?? '' });
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  return data ? <ChangeForm mandate={data} /> : <PageSkeleton />;
}

function ChangeForm({ mandate }: { mandate: Mandate }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const home = `/o/${organisation.slug}/personnes`;
  const form = useActForm<typeof changeMandate, MandateValues>(changeMandate, {
    initial: {
      givenName: mandate.givenName,
      familyName: mandate.familyName,
      email: mandate.email ?? '',
      kind: mandate.kind,
      title: mandate.title,
      roles: mandate.roles.map(({ key }) => key),
      beginsOn: mandate.beginsOn,
      endsOn: mandate.endsOn,
    },
    toInput: ({ email, beginsOn, ...values }) => ({ ...values, id: mandate.id, email: email === '' ? null : email, beginsOn: beginsOn ?? '' }),
    done: () => {
      tellDone('La fonction est modifiée : ses droits valent dès maintenant.');
      go(`${home}/${mandate.id}`);
    },
  });
  return (
    <>
      <PageHeader
        title={`Modifier la fonction de ${mandate.name}`}
        lead="Les droits changent à la prochaine action de la personne, même si elle est connectée."
        trail={[
          { label: 'Personnes', href: home },
          { label: mandate.name, href: `${home}/${mandate.id}` },
        ]}
      />
      <Form
        form={form}
        submit="Enregistrer"
        others={
          <Button component={HouseLink} href={`${home}/${mandate.id}`} variant="default">
            Annuler
          </Button>
        }
      >
        <MandateFields form={form} emailHelp="L’adresse professionnelle de la personne dans cette collectivité." />
      </Form>
    </>
  );
}
