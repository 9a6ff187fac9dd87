// SPDX-License-Identifier: EUPL-1.2
import { Button, TextInput } from '@mantine/core';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { count } from '#ui/format/amount.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { NotFound } from '#ui/states/not-found.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { composeRole, deleteRole, listRoles, resetRole, type ComposedRole, type PermissionGroup } from '../../contract.ts';
import { PermissionBoxes } from './permission-boxes.tsx';

/** What one role opens in this body. */
export function Page() {
  const { params } = useAddress();
  const { data, error, refetch } = useEndpoint(listRoles, {});
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const role = data.roles.find(({ key }) => key === params['key']);
  return role ? <RoleForm key={role.permissions.join(' ')} role={role} groups={data.groups} /> : <NotFound />;
}

type Values = { name: string; permissions: string[] };

function RoleForm({ role, groups }: { role: ComposedRole; groups: readonly PermissionGroup[] }) {
  const { organisation, may } = usePlace();
  const { go } = useAddress();
  const confirm = useConfirm();
  const home = `/o/${organisation.slug}/roles`;
  const mayCompose = may('people.compose-roles');
  const form = useActForm<typeof composeRole, Values>(composeRole, {
    initial: { name: role.name, permissions: role.permissions },
    toInput: ({ name, permissions }) => ({ key: role.key, permissions, ...(role.isOwn && { name }) }),
    done: () => tellDone('Le rôle est enregistré : il vaut dès maintenant pour qui le porte.'),
  });
  const reset = useAct(resetRole, { done: () => tellDone('Le rôle a retrouvé les autorisations proposées.') });
  const remove = useAct(deleteRole, {
    done: () => {
      tellDone(`Le rôle « ${role.name} » est supprimé.`);
      go(home);
    },
  });
  const askReset = async (): Promise<void> => {
    const isSure = await confirm({
      title: 'Revenir aux autorisations proposées ?',
      says: 'Les changements faits ici à ce rôle seront perdus.',
      act: 'Revenir',
    });
    if (isSure) await reset.mutateAsync({ key: role.key }).catch(tellRefusal);
  };
  const askDelete = async (): Promise<void> => {
    const isSure = await confirm({
      title: `Supprimer le rôle « ${role.name} » ?`,
      says: 'Personne ne le porte.',
      act: 'Supprimer le rôle',
      isDangerous: true,
    });
    if (isSure) await remove.mutateAsync({ key: role.key }).catch(tellRefusal);
  };
  return (
    <>
      <PageHeader
        title={role.name}
        lead={role.holders === 0 ? 'Personne ne le porte.' : `${count('fonction le porte', 'fonctions le portent', role.holders)}.`}
        trail={[{ label: 'Rôles', href: home }]}
      />
      {!mayCompose && <PermissionBoxes groups={groups} value={role.permissions} standing={role.permissions} onChange={() => undefined} isReadOnly />}
      {mayCompose && (
        <Form
          form={form}
          submit="Enregistrer le rôle"
          others={
            role.isOwn ? (
              <Button variant="default" onClick={() => void askDelete()}>
                Supprimer
              </Button>
            ) : (
              role.isChanged && (
                <Button variant="default" onClick={() => void askReset()}>
                  Revenir aux autorisations proposées
                </Button>
              )
            )
          }
        >
          {role.isOwn && <TextInput label="Nom du rôle" required {...form.field('name')} />}
          <PermissionBoxes
            groups={groups}
            value={form.values.permissions}
            standing={role.permissions}
            onChange={(permissions) => form.set('permissions', permissions)}
          />
        </Form>
      )}
    </>
  );
}
