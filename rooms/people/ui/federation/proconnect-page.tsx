// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Code, Select, TagsInput, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { admitProConnect, declareProConnectRelay, proconnectOrigins, readProConnectRelay, type ProConnectCheck } from '../../contract.ts';
import classes from './federation.module.css';

type Relay = OutputOf<typeof readProConnectRelay>;

/** The body as an identity provider of ProConnect: what is ready, what is missing, how to mend it. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch, isFetching } = useEndpoint(readProConnectRelay, {});
  const missing = data?.checks.filter(({ isOk }) => !isOk).length ?? 0;
  return (
    <>
      <PageHeader
        title="Être fournisseur d’identité de ProConnect"
        lead="Vos agents entrent alors dans tous les services de l’État avec leur compte d’ici."
        trail={[{ label: 'Fournisseurs d’identité', href: `/o/${organisation.slug}/fournisseurs-identite` }]}
        actions={
          <Button variant="default" loading={isFetching} onClick={() => void refetch()}>
            Vérifier à nouveau
          </Button>
        }
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={6} />}
      {data && (
        <>
          <section aria-labelledby="exigences">
            <h2 id="exigences">Ce que ProConnect exige</h2>
            <p role="status">{missing === 0 ? 'Tout est prêt.' : `${missing} point${missing > 1 ? 's' : ''} à régler sur ${data.checks.length}.`}</p>
            <ul className={classes.checks}>
              {data.checks.map((check) => (
                <Check key={check.key} check={check} />
              ))}
            </ul>
          </section>
          <Declared key={`${data.origin} ${data.idpId}`} relay={data} />
          <Client relay={data} />
        </>
      )}
    </>
  );
}

function Check({ check: { isOk, says, mend } }: { check: ProConnectCheck }) {
  return (
    <li className={classes.check}>
      {isOk ? (
        <IconCircleCheck color="var(--mantine-color-green-8)" aria-label="Prêt" role="img" />
      ) : (
        <IconAlertTriangle color="var(--mantine-color-orange-8)" aria-label="À régler" role="img" />
      )}
      <div>
        {says}
        {mend && <p className="quiet">{mend}</p>}
      </div>
    </li>
  );
}

function Declared({ relay }: { relay: Relay }) {
  const form = useActForm(declareProConnectRelay, {
    initial: { origin: relay.origin, idpId: relay.idpId, domains: relay.domains },
    changes: [readProConnectRelay],
    done: () => tellDone('Déclaration enregistrée.'),
  });
  return (
    <section aria-labelledby="declaration">
      <h2 id="declaration">Ce que vous avez déclaré à ProConnect</h2>
      <Form form={form} submit="Enregistrer">
        <Select
          label="Adresse de ProConnect"
          description="La production, ou la plateforme d’intégration ; « rie » sur le réseau de l’État."
          allowDeselect={false}
          data={[...proconnectOrigins]}
          {...form.field('origin')}
        />
        <TextInput label="Identifiant donné par ProConnect" description="Identity Provider ID." {...form.field('idpId')} />
        <TagsInput label="Domaines de messagerie" placeholder="mairie-exemple.fr, puis Entrée" {...form.field('domains')} />
      </Form>
    </section>
  );
}

function Client({ relay: { clientId, discoveryUrl } }: { relay: Relay }) {
  const [drawn, setDrawn] = useState<{ clientId: string; secret: string } | null>(null);
  const admit = useAct(admitProConnect, { changes: [readProConnectRelay], done: setDrawn });
  return (
    <section aria-labelledby="transmettre">
      <h2 id="transmettre">Ce que ProConnect vous demandera</h2>
      <dl className={classes.facts}>
        <dt>Discovery URL</dt>
        <dd className={classes.long}>
          <Code>{discoveryUrl}</Code>
        </dd>
        <dt>client_id</dt>
        <dd className={classes.long}>{clientId ? <Code>{clientId}</Code> : 'ProConnect n’est pas encore déclaré.'}</dd>
      </dl>
      {drawn && (
        <Alert color="green" title="Voici le secret (client_secret) : il ne sera plus affiché" role="status" mb="md">
          <Code block>{drawn.secret}</Code>
        </Alert>
      )}
      {!clientId && (
        <Button loading={admit.isPending} onClick={() => admit.mutate({}, { onError: tellRefusal })}>
          Déclarer ProConnect parmi les applications
        </Button>
      )}
    </section>
  );
}
