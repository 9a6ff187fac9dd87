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
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { changeApplication, readApplication, readApplicationChoices } from '../../contract.ts';
import { ApplicationFields } from './application-fields.tsx';
import { asInput, asValues, fieldNames, type Values } from './application-values.ts';

/** Changes an application. */
export function Page() {
  const { organisation } = usePlace();
  const { params } = useAddress();
  const application = useEndpoint(readApplication, { id: params['id'] ?? '' });
  const choices = useEndpoint(readApplicationChoices, {});
  const list = `/o/${organisation.slug}/applications`;
  const error = application.error ?? choices.error;
  if (error) return <ErrorState error={error} reset={() => void Promise.all([application.refetch(), choices.refetch()])} />;
  if (!application.data || !choices.data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={`Modifier ${application.data.name}`}
        trail={[
          { label: 'Applications', href: list },
          { label: application.data.name, href: `${list}/${application.data.id}` },
        ]}
      />
      <ChangeForm application={application.data} choices={choices.data} back={`${list}/${application.data.id}`} />
    </>
  );
}

type Props = { application: OutputOf<typeof readApplication>; choices: OutputOf<typeof readApplicationChoices>; back: string };

function ChangeForm({ application, choices, back }: Props) {
  const { go } = useAddress();
  const form = useActForm<typeof changeApplication, Values>(changeApplication, {
    initial: asValues(application),
    toInput: (values) => ({ id: application.id, ...asInput(values) }),
    fieldNames,
    done: () => {
      tellDone('L’application est modifiée.');
      go(back);
    },
  });
  return (
    <Form
      form={form}
      submit="Enregistrer"
      others={
        <Button component={HouseLink} href={back} variant="default">
          Annuler
        </Button>
      }
    >
      <ApplicationFields form={form} choices={choices} />
    </Form>
  );
}
