// SPDX-License-Identifier: EUPL-1.2
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { NotFound } from '#ui/states/not-found.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { changeSuiteService, closeSuiteService, drawSuiteKey, listSuiteServices, suiteKindNames, type SuiteService } from '../../contract.ts';
import classes from '../people.module.css';
import { SecretOnce } from '../secret-once.tsx';
import { Bodies } from './bodies.tsx';
import { ServiceFields } from './service-fields.tsx';
import { contentOf, fieldNames, valuesOf } from './service-values.ts';

/** One application of La Suite: to whom it is open, its settings, its key. */
export function Page() {
  const { params } = useAddress();
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(listSuiteServices, {});
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const service = data.rows.find(({ id }) => id === params['id']);
  if (!service) return <NotFound />;
  return (
    <>
      <PageHeader
        title={service.name}
        lead={`${suiteKindNames[service.kind]}, service n° ${service.number}`}
        trail={[{ label: 'La Suite territoriale', href: `/o/${organisation.slug}/la-suite` }]}
      />
      <Bodies service={service} />
      <Settings key={service.id} service={service} />
      <Key service={service} />
    </>
  );
}

function Settings({ service }: { service: SuiteService }) {
  const form = useActForm(changeSuiteService, {
    initial: valuesOf(service),
    toInput: (values) => ({ id: service.id, ...contentOf(values) }),
    fieldNames,
    changes: [listSuiteServices],
    done: () => tellDone('L’application est modifiée.'),
  });
  return (
    <section className={classes.section} aria-labelledby="reglages">
      <h2 id="reglages">Modifier l’application</h2>
      <Form form={form} submit="Enregistrer">
        <ServiceFields form={form} />
      </Form>
    </section>
  );
}

function Key({ service: { id, name, number } }: { service: SuiteService }) {
  const confirm = useConfirm();
  const { go } = useAddress();
  const { organisation } = usePlace();
  const [key, setKey] = useState<string | null>(null);
  const draw = useAct(drawSuiteKey, { changes: [listSuiteServices], done: (drawn) => setKey(drawn.key) });
  const close = useAct(closeSuiteService, {
    changes: [listSuiteServices],
    done: () => {
      tellDone('L’application est retirée.');
      void go(`/o/${organisation.slug}/la-suite`);
    },
  });
  const askToDraw = async (): Promise<void> => {
    const says = 'La clé actuelle ne vaudra plus, à l’instant : l’application sera refusée tant qu’elle n’aura pas la nouvelle.';
    if (await confirm({ title: 'Tirer une nouvelle clé ?', says, act: 'Tirer la clé', isDangerous: true }))
      draw.mutate({ id }, { onError: tellRefusal });
  };
  const askToClose = async (): Promise<void> => {
    const says = 'Sa clé ne vaudra plus, et elle disparaîtra des lanceurs de toutes les collectivités.';
    if (await confirm({ title: `Retirer « ${name} » ?`, says, act: 'Retirer', isDangerous: true })) close.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <section className={classes.section} aria-labelledby="cle">
      <h2 id="cle">Clé et retrait</h2>
      {key && (
        <SecretOnce
          title="Nouvelle clé de l’application"
          says={`Elle n’est montrée qu’une fois. Numéro de service (service_id) : ${number}.`}
          secret={key}
        />
      )}
      <Group>
        <Button variant="default" onClick={() => void askToDraw()}>
          Tirer une nouvelle clé
        </Button>
        <Button variant="outline" color="red" onClick={() => void askToClose()}>
          Retirer l’application
        </Button>
      </Group>
    </section>
  );
}
