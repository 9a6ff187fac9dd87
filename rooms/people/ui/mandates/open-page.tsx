// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { today } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { openMandate } from '../../contract.ts';
import { MandateFields, type MandateValues } from './mandate-fields.tsx';

/** Opens a mandate to a person, whether they have an account or not: the screen says the same. */
export function Page() {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const home = `/o/${organisation.slug}/personnes`;
  const form = useActForm<typeof openMandate, MandateValues>(openMandate, {
    initial: { givenName: '', familyName: '', email: '', kind: 'agent', title: '', roles: [], beginsOn: today(), endsOn: null },
    toInput: (values) => ({ ...values, beginsOn: values.beginsOn ?? '' }),
    done: ({ id }, { givenName, familyName }) => {
      tellDone(`La fonction de ${givenName} ${familyName} est ouverte.`);
      go(`${home}/${id}`);
    },
  });
  return (
    <>
      <PageHeader
        title="Ouvrir une fonction"
        lead="À une personne nouvelle, ou à quelqu’un qui sert déjà d’autres collectivités : son adresse suffit à la retrouver."
        trail={[{ label: 'Personnes', href: home }]}
      />
      <Form
        form={form}
        submit="Ouvrir la fonction"
        others={
          <Button component={HouseLink} href={home} variant="default">
            Annuler
          </Button>
        }
      >
        <MandateFields form={form} emailHelp="La personne s’en servira pour se connecter. Vérifiez-la : elle reçoit l’accès." />
      </Form>
    </>
  );
}
