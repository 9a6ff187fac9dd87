// SPDX-License-Identifier: EUPL-1.2
import { Button, Group } from '@mantine/core';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { linkIdentity, listIdentities, unlinkIdentity } from '../../contract.ts';
import classes from '../people.module.css';

const leaveFor = ({ location }: { location: string }): void => window.location.assign(location);

/** The identities elsewhere by which one signs in. */
export function Page() {
  const { data, error, refetch } = useEndpoint(listIdentities, {});
  const confirm = useConfirm();
  const link = useAct(linkIdentity, { changes: [], done: leaveFor });
  const unlink = useAct(unlinkIdentity, { changes: [listIdentities], done: () => tellDone('Identité détachée.') });
  const ask = async (id: string, provider: string): Promise<void> => {
    const isSure = await confirm({
      title: 'Détacher cette identité ?',
      says: `Vous ne vous connecterez plus par ${provider}. Les sessions qu’il a ouvertes se ferment, sauf celle-ci.`,
      act: 'Détacher',
      isDangerous: true,
    });
    if (isSure) unlink.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <>
      <PageHeader
        title="Mes identités"
        lead="Vos identités chez ProConnect, ou dans l’annuaire de votre collectivité : une fois rattachées, elles suffisent pour vous connecter."
        trail={[{ label: 'Mon compte', href: '/compte' }]}
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={3} />}
      {data?.rows.length === 0 && (
        <EmptyState title="Aucune identité rattachée">
          Rattachez-en une ci-dessous : vous prouverez qu’elle est à vous en vous y connectant.
        </EmptyState>
      )}
      {data && data.rows.length > 0 && (
        <ul className={classes.notices} aria-label="Identités rattachées">
          {data.rows.map(({ id, provider, email, usedAt, linkedHow }) => (
            <li key={id} className={classes.notice}>
              <span className={classes.said}>
                <strong>{provider}</strong>
                {email && `, ${email}`}
                <br />
                <span className="quiet">
                  {linkedHow === 'proof' ? 'Rattachée par vous' : 'Reconnue à votre adresse professionnelle'}, dernière connexion le {instant(usedAt)}
                </span>
              </span>
              <Button
                variant="default"
                size="sm"
                aria-label={`Détacher ${provider}${email ? `, ${email}` : ''}`}
                onClick={() => void ask(id, provider)}
              >
                Détacher
              </Button>
            </li>
          ))}
        </ul>
      )}
      {data && data.available.length > 0 && (
        <section className={classes.section} aria-labelledby="rattacher">
          <h2 id="rattacher">Rattacher une identité</h2>
          <p>Vous allez vous connecter chez le fournisseur, puis revenir ici. C’est à faire une seule fois.</p>
          <Group gap="sm">
            {data.available.map(({ key, name, body }) => (
              <Button key={key} variant="default" loading={link.isPending} onClick={() => link.mutate({ provider: key }, { onError: tellRefusal })}>
                Rattacher {name}
                {body && ` (${body})`}
              </Button>
            ))}
          </Group>
        </section>
      )}
    </>
  );
}
