// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Code, Group } from '@mantine/core';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { closeIdentityProvider, listIdentityProviders, proveProviderDomain, type RegisteredProvider } from '../../contract.ts';
import classes from './federation.module.css';
import { ProviderForm } from './provider-form.tsx';

type Edited = RegisteredProvider | 'oidc' | 'proconnect' | null;

/** By which identity providers one signs in to act for the body. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(listIdentityProviders, {});
  const [edited, setEdited] = useState<Edited>(null);
  const hasProConnect = data?.rows.some(({ kind }) => kind === 'proconnect') ?? false;
  return (
    <>
      <PageHeader
        title="Fournisseurs d’identité"
        lead="Vos agents peuvent se connecter par ProConnect ou par l’annuaire de votre collectivité, au lieu d’un mot de passe de plus."
        actions={
          <Button component={HouseLink} href={`/o/${organisation.slug}/proconnect`} variant="default">
            Être fournisseur de ProConnect
          </Button>
        }
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={4} />}
      {edited && data && <ProviderForm key={typeof edited === 'string' ? edited : edited.id} edited={edited} done={() => setEdited(null)} />}
      {data && !edited && (
        <>
          {data.rows.length === 0 && (
            <EmptyState title="Aucun fournisseur enregistré">
              {data.hasProConnect ? 'ProConnect est ouvert à tous, chacun y rattachant son identité. ' : ''}
              Enregistrez l’annuaire de votre collectivité pour que vos agents s’en servent ici.
            </EmptyState>
          )}
          {data.rows.map((provider) => (
            <ProviderCard key={provider.id} provider={provider} proof={data.proof} edit={() => setEdited(provider)} />
          ))}
          <Group mt="lg" gap="sm">
            <Button onClick={() => setEdited('oidc')}>Enregistrer un fournisseur</Button>
            {data.hasProConnect && !hasProConnect && (
              <Button variant="default" onClick={() => setEdited('proconnect')}>
                Régler ProConnect pour la collectivité
              </Button>
            )}
          </Group>
        </>
      )}
    </>
  );
}

function ProviderCard({ provider, proof, edit }: { provider: RegisteredProvider; proof: string; edit: () => void }) {
  const { id, name, kind, issuer, domains, isForced, isDown, breakGlass } = provider;
  const confirm = useConfirm();
  const close = useAct(closeIdentityProvider, { changes: [listIdentityProviders], done: () => tellDone('Fournisseur retiré.') });
  const ask = async (): Promise<void> => {
    const isSure = await confirm({
      title: `Retirer ${name} ?`,
      says: 'Plus personne ne se connectera par lui pour votre collectivité, et les identités rattachées par lui seront détachées.',
      act: 'Retirer le fournisseur',
      isDangerous: true,
    });
    if (isSure) close.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <section className={classes.card} aria-labelledby={`fournisseur-${id}`}>
      <Group justify="space-between" align="start">
        <h2 id={`fournisseur-${id}`}>{name}</h2>
        <Group gap="xs">
          {isForced && <Badge>Imposé</Badge>}
          {isDown && <Badge color="red">Ne répond pas</Badge>}
        </Group>
      </Group>
      <dl className={classes.facts}>
        {kind === 'oidc' && (
          <>
            <dt>Adresse</dt>
            <dd className={classes.long}>{issuer}</dd>
            <dt>Retour à y déclarer</dt>
            <dd className={classes.long}>{provider.returnAddress}</dd>
            <dt>Retour après déconnexion</dt>
            <dd className={classes.long}>{provider.leavingAddress}</dd>
          </>
        )}
        {isForced && (
          <>
            <dt>Personnes de secours</dt>
            <dd>{breakGlass.map((person) => person.name).join(', ')}</dd>
          </>
        )}
      </dl>
      {domains.map((domain) => (
        <Domain key={domain.name} provider={id} domain={domain} proof={proof} />
      ))}
      <Group mt="sm" gap="sm">
        <Button variant="default" size="sm" aria-label={`Modifier ${name}`} onClick={edit}>
          Modifier
        </Button>
        <Button variant="default" size="sm" aria-label={`Retirer ${name}`} onClick={() => void ask()}>
          Retirer
        </Button>
      </Group>
    </section>
  );
}

function Domain({ provider, domain, proof }: { provider: string; domain: RegisteredProvider['domains'][number]; proof: string }) {
  const prove = useAct(proveProviderDomain, { changes: [listIdentityProviders], done: () => tellDone(`${domain.name} est prouvé.`) });
  if (domain.isProved) {
    return (
      <p className={classes.domain}>
        {domain.name}{' '}
        <Badge color="green" variant="light">
          Prouvé
        </Badge>
      </p>
    );
  }
  return (
    <Alert color="yellow" mt="sm" title={`${domain.name} reste à prouver`}>
      <p>Ajoutez au DNS de {domain.name} un enregistrement TXT qui vaut :</p>
      <Code block>{proof}</Code>
      <Button
        mt="sm"
        size="sm"
        variant="default"
        loading={prove.isPending}
        aria-label={`Vérifier ${domain.name}`}
        onClick={() => prove.mutate({ id: provider, domain: domain.name }, { onError: tellRefusal })}
      >
        Vérifier
      </Button>
    </Alert>
  );
}
