// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { closeApplication, drawApplicationSecret, readApplication, withdrawApplicationSecret } from '../../contract.ts';
import { scopesInWords } from '../../contract.ts';
import { rolesInWords } from '../role-words.ts';
import { methodWords } from './application-words.ts';
import classes from './applications.module.css';
import { Copyable } from './copyable.tsx';
import { SecretOnce } from './secret-once.tsx';

type Application = OutputOf<typeof readApplication>;

/** What to type into the application, its secrets, who enters, and who did. */
export function Page() {
  const { organisation } = usePlace();
  const { params, go } = useAddress();
  const list = `/o/${organisation.slug}/applications`;
  const { data, error, refetch } = useEndpoint(readApplication, { id: params['id'] ?? '' });
  const confirm = useConfirm();
  const close = useAct(closeApplication, {
    done: () => {
      tellDone('L’application est fermée.');
      go(list);
    },
  });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const askToClose = async (): Promise<void> => {
    const isSure = await confirm({
      title: `Fermer ${data.name} ?`,
      says: 'Plus personne n’y entrera, et ses jetons ne vaudront plus rien. Pour la rouvrir, il faudra la déclarer à nouveau.',
      act: 'Fermer l’application',
      isDangerous: true,
    });
    if (isSure) close.mutate({ id: data.id }, { onError: tellRefusal });
  };
  return (
    <>
      <PageHeader
        title={data.name}
        lead={data.description || undefined}
        trail={[{ label: 'Applications', href: list }]}
        actions={
          <>
            <Button component={HouseLink} href={`${list}/${data.id}/modifier`} leftSection={<IconPencil size={18} aria-hidden />}>
              Modifier
            </Button>
            <Button variant="default" loading={close.isPending} onClick={() => void askToClose()}>
              Fermer l’application
            </Button>
          </>
        }
      />
      <ToType application={data} />
      {data.authMethod.startsWith('client_secret') && <Secrets application={data} />}
      <Rights application={data} />
      <Uses application={data} />
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function ToType({ application }: { application: Application }) {
  return (
    <Section title="À saisir dans l’application">
      <dl className={classes.facts}>
        <dt>Émetteur (issuer)</dt>
        <dd>
          <Copyable value={application.issuer} label="l’émetteur" />
        </dd>
        <dt>Découverte</dt>
        <dd>
          <Copyable value={`${application.issuer}/.well-known/openid-configuration`} label="l’adresse de découverte" />
        </dd>
        <dt>Identifiant (client_id)</dt>
        <dd>
          <Copyable value={application.id} label="l’identifiant" />
        </dd>
        <dt>Preuve</dt>
        <dd>{methodWords[application.authMethod]}</dd>
        <dt>Adresses de retour</dt>
        <dd>{application.redirectUris.length === 0 ? 'Aucune : appareils seulement' : application.redirectUris.join(', ')}</dd>
      </dl>
    </Section>
  );
}

type Secret = Application['secrets'][number];
const secretColumns: readonly Column<Secret>[] = [
  { id: 'ending', title: 'Secret', isName: true, value: ({ ending }) => `… ${ending}` },
  { id: 'drawnAt', title: 'Tiré', kind: 'instant', value: ({ drawnAt }) => drawnAt },
  { id: 'endsAt', title: 'Sert jusqu’au', kind: 'instant', value: ({ endsAt }) => endsAt },
];

function Secrets({ application }: { application: Application }) {
  const confirm = useConfirm();
  const [drawn, setDrawn] = useState<string | null>(null);
  const draw = useAct(drawApplicationSecret, { done: ({ secret }) => setDrawn(secret) });
  const withdraw = useAct(withdrawApplicationSecret, { done: () => tellDone('Le secret est retiré.') });
  const askToWithdraw = async ({ id, ending }: Secret): Promise<void> => {
    const isSure = await confirm({
      title: `Retirer le secret qui finit par ${ending} ?`,
      says: 'L’application qui s’en sert encore ne pourra plus faire entrer personne.',
      act: 'Retirer le secret',
      isDangerous: true,
    });
    if (isSure) withdraw.mutate({ id: application.id, secret: id }, { onError: tellRefusal });
  };
  return (
    <Section title="Secrets">
      {drawn && (
        <SecretOnce key={drawn} secret={drawn} says="Le secret précédent sert encore trois jours : changez-le dans l’application d’ici là." />
      )}
      <TableGrid
        caption="Secrets qui servent"
        columns={secretColumns}
        rows={application.secrets}
        rowKey={({ id }) => id}
        rowActions={(secret) => (
          <Button variant="default" size="sm" aria-label={`Retirer le secret ${secret.ending}`} onClick={() => void askToWithdraw(secret)}>
            Retirer
          </Button>
        )}
      />
      <Button variant="default" mt="md" loading={draw.isPending} onClick={() => draw.mutate({ id: application.id }, { onError: tellRefusal })}>
        Tirer un nouveau secret
      </Button>
    </Section>
  );
}

function Rights({ application }: { application: Application }) {
  const { isForTerritory, roles, groupIds, scopes } = application;
  const who = [...(roles.length > 0 ? [rolesInWords(roles)] : []), ...(groupIds.length > 0 ? [`${groupIds.length} groupe(s)`] : [])];
  return (
    <Section title="Qui entre, et ce qu’elle reçoit">
      <dl className={classes.facts}>
        <dt>Collectivités</dt>
        <dd>{isForTerritory ? 'Toutes celles du territoire' : 'Celle-ci seulement'}</dd>
        <dt>Rôles et groupes</dt>
        <dd>{who.length === 0 ? 'Tout le monde' : who.join(', ')}</dd>
        <dt>Informations</dt>
        <dd>{scopesInWords(scopes)}</dd>
        <dt>Précautions</dt>
        <dd>
          {[
            application.asksSecondFactor && 'seconde preuve d’identité',
            application.asksConsent && 'accord de la personne',
            application.asksPkce && 'PKCE',
          ]
            .filter(Boolean)
            .join(', ') || 'Aucune'}
        </dd>
      </dl>
    </Section>
  );
}

const useColumns: readonly Column<Application['uses'][number]>[] = [
  { id: 'body', title: 'Collectivité', isName: true, value: ({ body }) => body },
  { id: 'persons', title: 'Personnes', kind: 'number', value: ({ persons }) => persons },
  { id: 'lastAt', title: 'Dernier usage', kind: 'instant', value: ({ lastAt }) => lastAt },
];

function Uses({ application }: { application: Application }) {
  return (
    <Section title="Derniers usages">
      {application.uses.length === 0 ? (
        <p>Personne n’y est entré depuis trente jours.</p>
      ) : (
        <TableGrid caption="Usages des trente derniers jours" columns={useColumns} rows={application.uses} rowKey={({ body }) => body} />
      )}
    </Section>
  );
}
