// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readApplicationChoices, registerApplication } from '../../contract.ts';
import { ApplicationFields } from './application-fields.tsx';
import { asInput, fieldNames, noValues, type Values } from './application-values.ts';
import { Copyable } from './copyable.tsx';
import { SecretOnce } from './secret-once.tsx';

/** Registers an application, then shows its secret once. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(readApplicationChoices, {});
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null);
  const list = `/o/${organisation.slug}/applications`;
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (made) {
    return (
      <>
        <PageHeader title="L’application est déclarée" trail={[{ label: 'Applications', href: list }]} />
        <SecretOnce secret={made.secret} says="Saisissez-le dans l’application, avec l’identifiant ci-dessous." />
        <p>
          Identifiant : <Copyable value={made.id} label="l’identifiant" />
        </p>
        <Button component={HouseLink} href={`${list}/${made.id}`}>
          J’ai noté le secret
        </Button>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="Déclarer une application"
        trail={[{ label: 'Applications', href: list }]}
        lead="La documentation de l’application dit ses adresses de retour ; cherchez-y « OpenID Connect »."
      />
      {data ? <NewForm choices={data} list={list} made={setMade} /> : <PageSkeleton />}
    </>
  );
}

type Props = { choices: OutputOf<typeof readApplicationChoices>; list: string; made: (application: { id: string; secret: string }) => void };

function NewForm({ choices, list, made }: Props) {
  const { go } = useAddress();
  const form = useActForm<typeof registerApplication, Values>(registerApplication, {
    initial: noValues,
    toInput: asInput,
    fieldNames,
    done: ({ id, secret }, { name }) => {
      tellDone(`${name} est déclarée.`);
      if (secret) made({ id, secret });
      else go(`${list}/${id}`);
    },
  });
  return (
    <Form
      form={form}
      submit="Déclarer l’application"
      others={
        <Button component={HouseLink} href={list} variant="default">
          Annuler
        </Button>
      }
    >
      <ApplicationFields form={form} choices={choices} />
    </Form>
  );
}
