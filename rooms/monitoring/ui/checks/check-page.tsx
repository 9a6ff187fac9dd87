// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { day, instant } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { Section, Sections, Terms } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { readCheck, removeCheck, renewPushAddress } from '../../contract.ts';
import classes from '../monitoring.module.css';
import { everyWords, kindWords, outcomeWords } from '../words.ts';
import { CheckBadge } from './check-badge.tsx';
import { PushAddress } from './push-address.tsx';
import { ResponseTimes } from './response-times.tsx';
import { UptimeBars } from './uptime-bars.tsx';

type Check = OutputOf<typeof readCheck>;

const columns: readonly Column<Check['spells'][number]>[] = [
  { id: 'from', title: 'Du', kind: 'instant', isName: true, value: ({ from }) => from },
  { id: 'to', title: 'Au', kind: 'instant', value: ({ to }) => to },
  { id: 'outcome', title: 'Trouvé', value: ({ outcome }) => outcomeWords[outcome] },
  { id: 'says', title: 'Constat', value: ({ says }) => says },
  { id: 'looks', title: 'Passages', kind: 'number', value: ({ looks }) => looks },
];

/** One check: how it stands, three months, how long it takes to answer, what changed lately. */
export function Page() {
  const { params, pathname } = useAddress();
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(readCheck, { id: params['check'] ?? '' });
  const at = `/o/${organisation.slug}/surveillance`;
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Lines count={8} />;
  const parent = data.parent && <HouseLink href={`${at}/sondes/${data.parent.id}`}>{data.parent.name}</HouseLink>;
  return (
    <>
      <PageHeader
        title={data.name}
        lead={`${kindWords[data.kind].label}${data.aim ? ` : ${data.aim}` : ''}`}
        state={<CheckBadge {...data} />}
        trail={[
          { label: 'Surveillance', href: at },
          { label: 'Sondes', href: `${at}/sondes` },
        ]}
        actions={
          data.canEdit ? (
            <Button component={HouseLink} href={`${pathname}/modifier`}>
              Modifier
            </Button>
          ) : undefined
        }
      />
      {data.incidentId && (
        <Alert color="red" title="Un incident est en cours" mb="lg">
          <HouseLink href={`${at}/incidents/${data.incidentId}`}>Voir l’incident et ce qui est fait</HouseLink>
        </Alert>
      )}
      <Sections>
        <Section title="État">
          <Terms
            rows={[
              ['Constat', data.says ?? (data.status === 'up' ? 'Tout va bien.' : null)],
              ['Depuis', instant(data.sinceAt)],
              ['Dernier passage', data.lastAt && instant(data.lastAt)],
              ['Prochain passage', data.isPaused ? 'En pause' : null],
              ['Certificat', ends(data.facts['certificateEndsOn'])],
              ['Nom de domaine', ends(data.facts['domainEndsOn'])],
              ['Liste des registres', listWords(data.facts['registryList'])],
              ['Dernier appel reçu', data.beatAt && instant(data.beatAt)],
              ['Collectivité', data.body.name],
            ]}
            leavesOut
          />
        </Section>
        <Section title="Disponibilité">
          <UptimeBars check={data} />
        </Section>
        {data.hours.some(({ meanMs }) => meanMs !== null) && (
          <Section title="Temps de réponse" isWide>
            <ResponseTimes check={data} now={Date.parse(data.asOf)} />
          </Section>
        )}
        <Section title="Comment elle est réglée">
          <Terms
            rows={[
              ['Toutes les', everyWords(data.everySeconds)],
              ['Panne après', `${data.failuresToOpen} échec${data.failuresToOpen > 1 ? 's' : ''} de suite`],
              ['Rétabli après', `${data.successesToClose} succès de suite`],
              ['Dépend de', parent],
              ['Sur la page publique', data.publicName],
            ]}
            leavesOut
          />
        </Section>
        {data.canEdit && <Acts check={data} />}
        <Section title="Ce qui a été constaté" isWide>
          {data.spells.length === 0 ? (
            <p className={classes.quiet}>Aucun passage encore : le premier vient dans les minutes qui suivent la création.</p>
          ) : (
            <TableGrid caption="Constats, le dernier d’abord" columns={columns} rows={data.spells} rowKey={({ from }) => from} />
          )}
        </Section>
      </Sections>
    </>
  );
}

/** Said where the list of registries is not of today: a registry that moved would not be found. */
function listWords(source: unknown): string | null {
  if (source === 'kept') return 'Celle d’un jour précédent : l’IANA ne répond pas.';
  return source === 'built-in' ? 'Celle que la plateforme contient : l’IANA ne répond pas.' : null;
}

function ends(on: unknown): string | null {
  return typeof on === 'string' ? `jusqu’au ${day(on)}` : null;
}

function Acts({ check }: { check: Check }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const confirm = useConfirm();
  const [address, setAddress] = useState<string | null>(null);
  const renew = useAct(renewPushAddress, { done: ({ pushAddress }) => setAddress(pushAddress) });
  const remove = useAct(removeCheck, {
    done: () => {
      tellDone('La sonde est supprimée.');
      go(`/o/${organisation.slug}/surveillance/sondes`);
    },
  });
  const askRemoval = async (): Promise<void> => {
    const isSure = await confirm({
      title: `Supprimer la sonde « ${check.name} » ?`,
      says: 'Son histoire et les incidents qu’elle a ouverts sont effacés.',
      act: 'Supprimer',
      isDangerous: true,
    });
    if (isSure) remove.mutate({ id: check.id }, { onError: tellRefusal });
  };
  const askRenewal = async (): Promise<void> => {
    const isSure = await confirm({
      title: 'Tirer une nouvelle adresse d’appel ?',
      says: 'L’ancienne ne vaut plus : la machine qui s’en sert sera en panne tant qu’elle n’a pas la nouvelle.',
      act: 'Tirer une nouvelle adresse',
    });
    if (isSure) renew.mutate({ id: check.id }, { onError: tellRefusal });
  };
  return (
    <Section title="Actions">
      {address && <PushAddress address={address} kind={check.kind} />}
      <Group>
        {(check.kind === 'heartbeat' || check.kind === 'disk') && (
          <Button variant="default" onClick={() => void askRenewal()}>
            Nouvelle adresse d’appel
          </Button>
        )}
        <Button variant="outline" color="red" onClick={() => void askRemoval()}>
          Supprimer la sonde
        </Button>
      </Group>
    </Section>
  );
}
