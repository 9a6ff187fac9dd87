// SPDX-License-Identifier: EUPL-1.2
import { Button, Card, Checkbox, List, Text, TextInput, Title } from '@mantine/core';
import { amount } from '#ui/format/amount.ts';
import { dayInWords } from '#ui/format/day.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { subscribe } from '../../contract.ts';
import { choicesOf, type Offered, type Ticked } from './choice.ts';
import { PriceLines } from './price-panel.tsx';
import classes from './subscribe.module.css';
import type { Price } from './use-price.ts';

type Props = { offered: Offered; ticked: Ticked; startsOn: string; price: Price; back: () => void };

/** What is about to be signed, in sentences; then the person of the body who confirms it. */
export function Review({ offered, ticked, startsOn, price, back }: Props) {
  const { organisation, person } = usePlace();
  const { go } = useAddress();
  const form = useActForm(subscribe, {
    initial: { byTitle: '', confirms: false },
    toInput: ({ byTitle, confirms }) => ({
      ...(choicesOf(ticked, startsOn) ?? { startsOn, choices: [] }),
      expectedCents: price.firstYearCents,
      byTitle,
      confirms: confirms as true, // the server refuses an empty box, in words
    }),
    guardsChanges: false,
    done: ({ dossierId, dossierNumber }) => {
      tellDone(`Souscription enregistrée : dossier ${dossierNumber}.`);
      go(`/o/${organisation.slug}/dossiers/${dossierId}`);
    },
  });
  return (
    <div className={classes.columns}>
      <Card withBorder component="section" aria-label="Ce que vous allez souscrire">
        <Title order={2} size="h3">
          {organisation.name} souscrit auprès de {offered.operator?.name}
        </Title>
        <p className={classes.figure}>
          {amount(price.firstYearCents)} <small>{price.isRider ? 'de plus la première année' : 'la première année'}</small>
        </p>
        <Text mb="sm">
          {price.isRider && offered.convention
            ? `Par un avenant à la convention ${offered.convention.number}, à compter du ${dayInWords(startsOn)}`
            : `À compter du ${dayInWords(startsOn)}`}
          {price.endsOn ? `, jusqu’au ${dayInWords(price.endsOn)}, sans reconduction tacite.` : ', sans terme fixé.'}
        </Text>
        <PriceLines price={price} />
      </Card>
      <div className={classes.stack}>
        <section aria-labelledby="suite">
          <Title order={2} size="h3" id="suite">
            Et ensuite
          </Title>
          <List type="ordered" mt="xs">
            <List.Item>Le devis est accepté au tarif voté, avec la preuve de votre accord : qui, en quelle qualité, quand.</List.Item>
            <List.Item>Un dossier s’ouvre pour votre assemblée : le projet de délibération et la convention sont prêts, avec ces montants.</List.Item>
            <List.Item>Après le vote, la transmission et la publication, la convention est signée.</List.Item>
            <List.Item>Les services s’ouvrent au jour dit. Rien n’est dû si votre assemblée refuse.</List.Item>
          </List>
        </section>
        <Form
          form={form}
          submit="Confirmer la souscription"
          others={
            <Button variant="default" onClick={back}>
              Revenir aux choix
            </Button>
          }
        >
          <TextInput
            label="Vous confirmez en qualité de"
            description={`${person.name}, pour ${organisation.name}. Par exemple : Maire.`}
            required
            {...form.field('byTitle')}
          />
          <Checkbox
            label="Je confirme cette souscription au nom de la collectivité, sous réserve du vote de son assemblée."
            {...form.field('confirms')}
            checked={form.values.confirms}
          />
        </Form>
      </div>
    </div>
  );
}
