// SPDX-License-Identifier: EUPL-1.2
import { Button, TextInput } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { addRole, listRoles } from '../../contract.ts';
import { PermissionBoxes } from './permission-boxes.tsx';

/** A role of the body's own. */
export function Page() {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const { data } = useEndpoint(listRoles, {});
  const home = `/o/${organisation.slug}/roles`;
  const form = useActForm<typeof addRole, { name: string; permissions: string[] }>(addRole, {
    initial: { name: '', permissions: [] },
    done: (_, { name }) => {
      tellDone(`Le rôle « ${name} » est créé : donnez-le depuis la page d’une personne.`);
      go(home);
    },
  });
  return (
    <>
      <PageHeader
        title="Composer un rôle"
        lead="Pour une fonction que les rôles proposés ne décrivent pas : accueil, état civil, assistante de direction…"
        trail={[{ label: 'Rôles', href: home }]}
      />
      <Form
        form={form}
        submit="Créer le rôle"
        others={
          <Button component={HouseLink} href={home} variant="default">
            Annuler
          </Button>
        }
      >
        <TextInput label="Nom du rôle" required {...form.field('name')} />
        <PermissionBoxes
          groups={data?.groups ?? []}
          value={form.values.permissions}
          standing={[]}
          onChange={(permissions) => form.set('permissions', permissions)}
        />
      </Form>
    </>
  );
}
