// SPDX-License-Identifier: EUPL-1.2
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { listAppPasswords, readDeviceChoices, renameAppPassword, revokeAppPassword } from '../../contract.ts';
import classes from '../people.module.css';
import { ConnectForm } from './connect-form.tsx';

type Device = OutputOf<typeof listAppPasswords>['rows'][number];

const columns: readonly Column<Device>[] = [
  { id: 'label', title: 'Appareil', isName: true, value: ({ label }) => label },
  {
    id: 'protocols',
    title: 'Ouvre',
    value: ({ protocols, body }) => `${protocols.join(', ').toUpperCase()}, ${body?.name ?? 'toutes mes collectivités'}`,
  },
  { id: 'usedAt', title: 'Dernier usage', kind: 'instant', value: ({ usedAt }) => usedAt },
  { id: 'usedBy', title: 'Depuis', value: ({ usedBy }) => usedBy ?? 'jamais servi' },
  { id: 'expiresAt', title: 'Prend fin', kind: 'instant', value: ({ expiresAt }) => expiresAt },
];

/** The devices connected to one's account, and how to connect another. */
export function Page() {
  const devices = useEndpoint(listAppPasswords, {});
  const choices = useEndpoint(readDeviceChoices, {});
  const error = devices.error ?? choices.error;
  return (
    <>
      <PageHeader
        title="Mes appareils"
        lead="Chaque appareil a son propre mot de passe : le retirer ne touche à aucun autre, et votre mot de passe reste secret."
        trail={[{ label: 'Mon compte', href: '/compte' }]}
      />
      {error && <LoadError error={error} retry={() => void Promise.all([devices.refetch(), choices.refetch()])} />}
      {!error && (!devices.data || !choices.data) && <Lines count={5} />}
      {devices.data && <Connected rows={devices.data.rows} />}
      {choices.data && <ConnectForm choices={choices.data} />}
    </>
  );
}

function Connected({ rows }: { rows: readonly Device[] }) {
  const confirm = useConfirm();
  const [renamed, rename] = useState<Device | null>(null);
  const revoke = useAct(revokeAppPassword, { changes: [listAppPasswords], done: () => tellDone('L’appareil est déconnecté.') });
  const ask = async (device: Device): Promise<void> => {
    const isSure = await confirm({
      title: `Déconnecter « ${device.label} » ?`,
      says: 'Il n’ouvrira plus rien, à l’instant. Pour le reconnecter, il faudra un nouveau mot de passe d’application.',
      act: 'Déconnecter',
      isDangerous: true,
    });
    if (isSure) revoke.mutate({ id: device.id }, { onError: tellRefusal });
  };
  return (
    <section className={classes.section} aria-labelledby="connectes">
      <h2 id="connectes">Appareils connectés</h2>
      {rows.length === 0 && <EmptyState title="Aucun appareil">Connectez ci-dessous un téléphone, un logiciel ou un serveur de fichiers.</EmptyState>}
      {renamed && <Rename device={renamed} done={() => rename(null)} />}
      {rows.length > 0 && (
        <TableGrid
          caption="Appareils connectés à mon compte"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowActions={(device) => (
            <>
              <Button variant="default" size="sm" mr="xs" aria-label={`Renommer ${device.label}`} onClick={() => rename(device)}>
                Renommer
              </Button>
              <Button variant="default" size="sm" aria-label={`Déconnecter ${device.label}`} onClick={() => void ask(device)}>
                Déconnecter
              </Button>
            </>
          )}
        />
      )}
    </section>
  );
}

function Rename({ device, done }: { device: Device; done: () => void }) {
  const [label, setLabel] = useState(device.label);
  const act = useAct(renameAppPassword, { changes: [listAppPasswords], done });
  return (
    <form
      style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: '0.5rem', marginBottom: '1rem' }}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ id: device.id, label }, { onError: tellRefusal });
      }}
    >
      <TextInput
        label={`Nouveau nom de « ${device.label} »`}
        value={label}
        maxLength={80}
        required
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <Button type="submit" loading={act.isPending}>
        Renommer
      </Button>
      <Button variant="default" onClick={done}>
        Annuler
      </Button>
    </form>
  );
}
