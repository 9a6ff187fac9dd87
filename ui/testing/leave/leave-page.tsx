// SPDX-License-Identifier: EUPL-1.2
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { AmountInput, FrenchNumberInput } from '../../forms/amount-input.tsx';
import { DayInput } from '../../forms/day-input.tsx';
import { Form } from '../../forms/form.tsx';
import { useActForm } from '../../forms/use-act-form.ts';
import { tellDone } from '../../parts/tell.ts';
import { HouseLink } from '../../shell/house-link.tsx';
import { PageHeader } from '../../shell/page-header.tsx';
import { useAddress, usePlace } from '../../shell/place.ts';
import { requestLeave } from './contract.ts';

type Values = { from: string | null; hours: number | null; cents: number | null; reason: string; kind: string };
const initial: Values = { from: null, hours: null, cents: null, reason: '', kind: 'Congé annuel' };

/** A form of the house with every kind of input. */
export function Page() {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const home = `/o/${organisation.slug}`;
  const form = useActForm(requestLeave, {
    initial,
    done: () => {
      tellDone('Demande envoyée.', () => undefined);
      go(home);
    },
  });
  return (
    <>
      <PageHeader title="Demander un congé" trail={[{ label: organisation.name, href: home }]} lead="Votre responsable la recevra aussitôt." />
      <Form
        form={form}
        submit="Envoyer la demande"
        others={
          <Button component={HouseLink} href={home} variant="default">
            Annuler
          </Button>
        }
      >
        <NativeSelect label="Type" data={['Congé annuel', 'Récupération']} {...form.field('kind')} />
        <DayInput label="Premier jour" required {...form.field('from')} />
        <FrenchNumberInput label="Heures par jour" decimals={2} {...form.field('hours')} />
        <AmountInput label="Frais à rembourser" {...form.field('cents')} />
        <Textarea label="Motif" description="Facultatif" autosize minRows={2} {...form.field('reason')} />
      </Form>
    </>
  );
}
