// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { day } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readMandate } from '../../contract.ts';
import classes from '../people.module.css';
import { EndDialog, ReopenDialog } from './end-dialog.tsx';
import { KeptOut } from './kept-out.tsx';
import { NewSignInButton } from './new-sign-in-button.tsx';
import { StateBadge } from './state-badge.tsx';
import { kindWords } from './words.ts';

/** One person as this body knows them: what they are here, and what it opens. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params } = useAddress();
  const { data, error, refetch } = useEndpoint(readMandate, { id: params['id'] ?? '' });
  const [dialog, setDialog] = useState<'end' | 'reopen' | null>(null);
  const home = `/o/${organisation.slug}/personnes`;
  if (error && !data) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={data.name}
        lead={data.title}
        trail={[{ label: 'Personnes', href: home }]}
        actions={
          may('people.administer') && (
            <Group gap="xs">
              {data.endsOn !== null && (
                <Button variant="default" onClick={() => setDialog('reopen')}>
                  {data.state === 'ended' ? 'Rouvrir' : 'Changer la fin'}
                </Button>
              )}
              {data.state !== 'ended' && !data.isMine && <NewSignInButton mandateId={data.id} name={data.name} />}
              {data.state !== 'ended' && (
                <Button variant="default" onClick={() => setDialog('end')}>
                  Clore
                </Button>
              )}
              <Button component={HouseLink} href={`${home}/${data.id}/modifier`}>
                Modifier
              </Button>
            </Group>
          )
        }
      />
      {data.keptOut && <KeptOut mandateId={data.id} name={data.name} isAsked={data.keptOut === 'asked'} />}
      <section className={classes.section} aria-labelledby="fonction">
        <h2 id="fonction">Fonction</h2>
        <dl className={classes.facts}>
          <dt>État</dt>
          <dd>
            <StateBadge state={data.state} /> {data.isMine && <Badge variant="light">Vous</Badge>}
          </dd>
          <dt>Nature</dt>
          <dd>{kindWords[data.kind]}</dd>
          <dt>Adresse</dt>
          <dd>{data.email ?? '—'}</dd>
          <dt>Dates</dt>
          <dd>{data.endsOn ? `du ${day(data.beginsOn)} au ${day(data.endsOn)}` : `depuis le ${day(data.beginsOn)}, sans terme`}</dd>
          <dt>Rôles</dt>
          <dd>{data.roles.map(({ name }) => name).join(', ')}</dd>
        </dl>
      </section>
      <Listed
        title="Ce que ses rôles lui ouvrent"
        empty="Ses rôles n’ouvrent rien ici."
        items={data.permissions.map(({ name, label }) => ({ key: name, label }))}
      />
      <Listed
        title="Groupes"
        empty="Aucun groupe."
        items={data.groups.map(({ id, name }) => ({ key: id, label: name, href: `/o/${organisation.slug}/groupes/${id}` }))}
      />
      <Listed
        title="Comptes de service"
        empty="Titulaire d’aucun compte de service."
        items={data.genericAccounts.map(({ id, address }) => ({ key: id, label: address, href: `/o/${organisation.slug}/comptes-de-service/${id}` }))}
      />
      {data.others.length > 0 && (
        <Listed
          title="Ses autres fonctions ici"
          empty=""
          items={data.others.map((other) => ({ key: other.id, label: `${other.title} (${day(other.beginsOn)})`, href: `${home}/${other.id}` }))}
        />
      )}
      {dialog === 'end' && <EndDialog mandate={data} close={() => setDialog(null)} />}
      {dialog === 'reopen' && <ReopenDialog mandate={data} close={() => setDialog(null)} />}
    </>
  );
}

function Listed({ title, items, empty }: { title: string; empty: string; items: readonly { key: string; label: string; href?: string }[] }) {
  return (
    <section className={classes.section} aria-label={title}>
      <h2>{title}</h2>
      {items.length === 0 ? (
        <p className="quiet">{empty}</p>
      ) : (
        <ul className={classes.plain}>
          {items.map(({ key, label, href }) => (
            <li key={key}>{href ? <HouseLink href={href}>{label}</HouseLink> : label}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
