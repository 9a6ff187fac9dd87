// SPDX-License-Identifier: EUPL-1.2
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { addReader, listReaders, revokeReader, type LdapReader } from '../../contract.ts';
import classes from '../people.module.css';
import { SecretOnce } from '../secret-once.tsx';

const columns: readonly Column<LdapReader>[] = [
  { id: 'label', title: 'À quoi il sert', isName: true, value: ({ label }) => label },
  { id: 'dn', title: 'Nom complet', value: ({ dn }) => dn },
  { id: 'usedAt', title: 'Dernier usage', kind: 'instant', value: ({ usedAt }) => usedAt },
];

/** The servers that may read the directory, and how to let one more do so. */
export function Readers({ base }: { base: string }) {
  const { data, error, refetch } = useEndpoint(listReaders, {});
  const [drawn, setDrawn] = useState<{ dn: string; secret: string } | null>(null);
  const confirm = useConfirm();
  const revoke = useAct(revokeReader, { changes: [listReaders], done: () => tellDone('Le lecteur est révoqué.') });
  const form = useActForm(addReader, {
    initial: { name: '', label: '' },
    changes: [listReaders],
    guardsChanges: false,
    done: (made) => {
      setDrawn(made);
      form.set('name', '');
      form.set('label', '');
    },
  });
  const askToRevoke = async ({ id, label }: LdapReader): Promise<void> => {
    const isSure = await confirm({
      title: `Révoquer « ${label} » ?`,
      says: 'Le serveur qui s’en sert ne lira plus l’annuaire, dès sa prochaine question.',
      act: 'Révoquer',
      isDangerous: true,
    });
    if (isSure) revoke.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <section className={classes.section} aria-labelledby="lecteurs">
      <h2 id="lecteurs">Lecteurs</h2>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={2} />}
      {data && data.rows.length === 0 && (
        <EmptyState title="Aucun lecteur">Ouvrez-en un pour chaque serveur qui doit chercher dans l’annuaire.</EmptyState>
      )}
      {data && data.rows.length > 0 && (
        <TableGrid
          caption="Serveurs qui lisent l’annuaire"
          columns={columns}
          rows={data.rows}
          rowKey={({ id }) => id}
          rowActions={(reader) => (
            <Button variant="default" size="sm" aria-label={`Révoquer ${reader.label}`} onClick={() => void askToRevoke(reader)}>
              Révoquer
            </Button>
          )}
        />
      )}
      {drawn && <SecretOnce title="Mot de passe du lecteur" says={`Il n’est montré qu’une fois. Nom complet : ${drawn.dn}`} secret={drawn.secret} />}
      <h3>Ouvrir un lecteur</h3>
      <Form form={form} submit="Ouvrir le lecteur">
        <TextInput label="À quoi il sert" description="Par exemple « Serveur de fichiers de la mairie »." required {...form.field('label')} />
        <TextInput label="Nom court" description={`Il devient cn=…,${base}`} required {...form.field('name')} />
      </Form>
    </section>
  );
}
