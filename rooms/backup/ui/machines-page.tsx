// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { volume } from '#ui/format/volume.ts';
import { Progress } from '#ui/parts/progress.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { listMachines, type Machine } from '../contract.ts';
import { RoomTabs } from './room-tabs.tsx';
import { Signs } from './signs.tsx';
import { isLate, kindWords, sinceWords } from './words.ts';

/** The machines of the body: last backup, last proven restore, volume. */
export function Page() {
  const { organisation, may, holds } = usePlace();
  const { data, error, refetch } = useEndpoint(listMachines, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const at = `/o/${organisation.slug}/sauvegardes`;
  const add = may('backup.administer') && holds('sauvegarde-externalisee') && (
    <Button component={HouseLink} href={`${at}/ajouter`} leftSection={<IconPlus size={18} aria-hidden />}>
      Ajouter une machine
    </Button>
  );
  return (
    <>
      <PageHeader title="Sauvegardes" lead="Chaque machine chiffre ses données avant de les envoyer, et ne peut qu’en ajouter." actions={add} />
      <RoomTabs />
      <Signs />
      {data.account && <Quota account={data.account} />}
      {data.rows.length === 0 ? (
        <EmptyState title="Aucune machine" actions={add}>
          Ajoutez une première machine : une ligne à lancer suffit, elle sauvegarde ensuite toute seule.
        </EmptyState>
      ) : (
        <TableGrid caption="Machines sauvegardées" columns={columnsAt(at)} rows={data.rows} rowKey={({ id }) => id} />
      )}
    </>
  );
}

function Quota({ account }: { account: NonNullable<OutputOf<typeof listMachines>['account']> }) {
  const { isOpen, bytes, softBytes, hardBytes, binnedBytes } = account;
  const held = binnedBytes > 0 ? ` ${volume(binnedBytes)} de plus sont en corbeille, hors quota.` : '';
  if (!isOpen)
    return (
      <p>
        La sauvegarde externalisée n’est pas ouverte : {volume(bytes)} restent gardés et peuvent être restaurés, rien ne s’ajoute.{held}
      </p>
    );
  if (softBytes === null)
    return (
      <p>
        {volume(bytes)} sont gardés, sans limite.{held}
      </p>
    );
  const beyond = hardBytes !== null && hardBytes > softBytes ? ` Les envois s’arrêtent à ${volume(hardBytes)}.` : '';
  return (
    <div style={{ marginBottom: '1.5rem' }}>
      <Progress label="Volume de la collectivité" value={bytes} most={Math.max(softBytes, 1)} words={`${volume(bytes)} sur ${volume(softBytes)}`} />
      {(beyond || held) && <p>{`${beyond}${held}`.trim()}</p>}
    </div>
  );
}

function columnsAt(at: string): readonly Column<Machine>[] {
  return [
    {
      id: 'label',
      title: 'Machine',
      isName: true,
      value: ({ label }) => label,
      cell: ({ id, label }) => <HouseLink href={`${at}/machines/${id}`}>{label}</HouseLink>,
    },
    { id: 'kind', title: 'Sorte', value: ({ kind }) => kindWords[kind] },
    {
      id: 'backedUpAt',
      title: 'Dernière sauvegarde',
      value: ({ backedUpAt }) => sinceWords(backedUpAt),
      cell: (machine) => <BackedUp machine={machine} />,
    },
    {
      id: 'provenAt',
      title: 'Dernière restauration prouvée',
      value: ({ provenAt }) => sinceWords(provenAt),
      cell: ({ provenAt, backedUpAt }) => (provenAt || !backedUpAt ? sinceWords(provenAt) : <Badge color="orange">jamais</Badge>),
    },
    { id: 'bytes', title: 'Volume', kind: 'number', value: ({ bytes }) => bytes, cell: ({ bytes }) => volume(bytes) },
    {
      id: 'care',
      title: 'À faire',
      value: ({ hasPlan, isEntrusted, closedAt }) =>
        closedAt === null ? [hasPlan ? '' : 'inscrire au plan', isEntrusted ? '' : 'confier le mot de passe'].filter(Boolean).join(', ') : '',
    },
  ];
}

function BackedUp({ machine }: { machine: Machine }) {
  if (machine.closedAt) return <Badge color="gray">fermée</Badge>;
  if (!machine.enrolledAt) return <Badge color="gray">à inscrire</Badge>;
  return isLate(machine) ? <Badge color="red">{sinceWords(machine.backedUpAt)}</Badge> : <>{sinceWords(machine.backedUpAt)}</>;
}
